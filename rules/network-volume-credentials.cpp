// Flags passwords of shares that are written out in the options of a volume. The password itself is never repeated.
#include <cctype>

#include "linter/rule.h"
#include "rules/support/compose_edits.h"
#include "rules/support/driver_options.h"
#include "rules/support/volume_credentials.h"

namespace mountlint::rules {

// `MEDIA_FILES_PASSWORD` for the volume `media-files`.
static std::string variable_for(const Volume& volume) {
  const auto is_alphanumeric = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  const auto is_digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  std::string name = volume.name.empty() || is_digit(volume.name[0]) ? "VOLUME_" : "";
  for (const char c : volume.name)
    name += is_alphanumeric(c) ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : '_';
  return name + "_PASSWORD";
}

// In a plain scalar of a flow mapping the braces of `${X}` would end it.
static bool takes_braces(const Project& project, const Text& value) {
  const SourceFile* source = source_of(project, value.span());
  if (!source) return false;
  const Span line = source->line(source->line_of(value.span().begin));
  const std::string_view before = source->text({line.file, line.begin, value.span().begin});
  return before.find_first_of("{[") == std::string_view::npos;
}

static std::optional<Fix> fix_of(const Volume& volume, const VolumeCredential& credential) {
  if (!credential.value.editable() || !takes_braces(*volume.project, credential.value)) return std::nullopt;
  const std::string name = variable_for(volume);
  return Fix{fmt::format("read it from the variable `{}`, which has to be set outside of this file", name),
             Applicability::unsafe,
             {Edit{credential.value.span(), fmt::format("${{{}:?}}", name)}}};
}

static void report(const Volume& volume, const VolumeCredential& credential, Findings& findings) {
  Draft draft = findings.add(place_of(*credential.option, credential.whole),
                             "the password of volume `{}` is written out here: whoever reads this file can reach all "
                             "that is stored there",
                             volume.name);
  draft.help(fmt::format("write a variable, such as `${{{}:?}}`, and set it in a file that is not shared",
                         variable_for(volume)));
  if (std::optional<Fix> fix = fix_of(volume, credential)) draft.fix(std::move(*fix));
}

static void check(const Volume& volume, Findings& findings) {
  if (!volume.definition || volume.definition->external == compose::Flag::yes) return;
  for (const VolumeCredential& credential : written_credentials(*volume.definition))
    report(volume, credential, findings);
}

extern const Rule network_volume_credentials;
constinit const Rule network_volume_credentials{
    .id = "network-volume-credentials",
    .summary = "the password of a share is written out in a compose file",
    .category = Category::exposure,
    .severity = Severity::warning,
    .why =
        R"(The file is copied, committed and shown more often than a password should be, and whoever has the password can
read and change everything on the share, not only what this project mounts. Write a variable without a default
(`password=${CIFS_PASSWORD:?}`), and set it in an `.env` file that is not committed, or in the environment. The engine
still keeps the value with the volume, and `docker volume inspect` shows it: give the share an account of its own.

A file of credentials (`credentials=`) is no way out for `type: cifs`: only mount.cifs reads it, and the engine mounts
without it.

Reported are `password=` and `pass=` in `o`, and options of other drivers that are named like a password or a secret
key, or are a URL with a password. Values from variables, guest access, Kerberos and placeholders are not.)",
    .bad = R"(services:
  app:
    image: example/app:1
    volumes:
      - media:/media
volumes:
  media:
    driver_opts:
      type: cifs
      o: username=app,password=f4Gk-29q,vers=3.0
      device: //nas.example.com/media
)",
    .good = R"(services:
  app:
    image: example/app:1
    volumes:
      - media:/media
volumes:
  media:
    driver_opts:
      type: cifs
      o: username=app,password=${CIFS_PASSWORD:?},vers=3.0
      device: //nas.example.com/media
)",
    .references = {"https://docs.docker.com/engine/storage/volumes/#create-cifssamba-volumes",
                   "https://github.com/docker/cli/issues/2802", "https://cwe.mitre.org/data/definitions/256.html",
                   "https://cwe.mitre.org/data/definitions/522.html"},
    .check = check,
};

}  // namespace mountlint::rules
