// Flags VOLUME at system directories and at places for throw-away files.
#include "linter/rule.h"

namespace mountlint::rules {

static void report_system_path(const VolumeOperand& operand, Findings& findings) {
  findings
      .add(operand.written.span(),
           "a volume at `{0}` freezes that directory: the first image fills it, and later images never reach it",
           operand.path)
      .help("declare only the directory that the program writes its data to");
}

static void report_scratch_path(const VolumeOperand& operand, Findings& findings) {
  findings.add(operand.written.span(), "each run leaves a volume with throw-away files of `{}` behind", operand.path)
      .severity(Severity::info)
      .help("leave it out; `tmpfs` in the compose file keeps such files in memory");
}

static void check(const Stage& stage, Findings& findings) {
  for (const VolumeOperand& operand : stage.volumes) {
    if (operand.verdict == OperandVerdict::system_path) report_system_path(operand, findings);
    if (operand.verdict == OperandVerdict::scratch_path) report_scratch_path(operand, findings);
  }
}

extern const Rule volume_unsuitable_path;
constinit const Rule volume_unsuitable_path{
    .id = "volume-unsuitable-path",
    .summary = "a `VOLUME` at a system or scratch directory",
    .category = Category::volume_instruction,
    .severity = Severity::error,
    .why =
        R"(A volume is filled from the image once, when it is new, and never again. At `/usr`, `/etc` or `/` this means
that programs and settings of the first image stay, whatever later images bring: an error. At `/tmp` or `/run` each
container leaves a volume behind that holds nothing of value: information.

Only these directories themselves are reported. `/etc/influxdb2` and other paths below them are usual.)",
    .bad = R"(FROM alpine:3
VOLUME /etc
)",
    .good = R"(FROM alpine:3
VOLUME /etc/app
)",
    .references = {"https://docs.docker.com/engine/storage/volumes/#populate-a-volume-using-a-container",
                   "https://docs.docker.com/engine/storage/tmpfs/"},
    .check = check,
};

}  // namespace mountlint::rules
