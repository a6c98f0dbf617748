// A Dockerfile as one container builds it: stage, target, args, context.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "linter/model/image.h"
#include "linter/model/mount.h"
#include "parsers/dockerfile/ast.h"
#include "parsers/known.h"

namespace mountlint {

struct Build;
struct Dockerfile;
struct Project;

// What is wrong with one operand of VOLUME: one verdict each.
enum class OperandVerdict : std::uint8_t {
  good,
  unknown,
  invalid_json,  // volume-invalid-json: the argument begins with `[` and is no JSON
  invalid_path,  // volume-invalid-path
  system_path,   // volume-unsuitable-path, error
  scratch_path,  // volume-unsuitable-path, info
};

enum class PathMistake : std::uint8_t { none, empty, relative, host_part, comma, comment, unset_variable };

struct ImageWrite;

struct VolumeOperand {
  const dockerfile::Instruction* instruction = nullptr;
  bool onbuild = false;  // takes effect in images that are built FROM this one
  Text written;          // as it stands in the instruction (a JSON element, or a word)
  Text value;            // expanded
  std::string path;      // clean and absolute; empty if unknown or wrong
  OperandVerdict verdict = OperandVerdict::unknown;
  PathMistake mistake = PathMistake::none;
  // good: what puts the application itself at or below it (volume-on-app-source). Null: nothing is known to.
  const ImageWrite* application = nullptr;
};

// What an instruction does to a path of the image.
enum class WriteKind : std::uint8_t {
  copy,       // COPY and ADD put something there
  content,    // RUN writes, moves, unpacks or downloads something there
  directory,  // RUN makes an empty directory
  metadata,   // RUN changes owner or mode
  removal,    // RUN removes it
  database,   // RUN starts a database server or fills one; `path` is its data directory, empty if none is named
};

// What becomes of something that is written where a volume is declared: one verdict each.
enum class WriteVerdict : std::uint8_t {
  none,
  after_declaration,  // volume-write-after-declaration: RUN, behind a VOLUME of this file
  into_inherited,     // volume-copy-into-inherited: where the base of this stage declares a volume
  baked_database,     // database-baked-into-volume: into the data of a database image
};

struct ImageWrite {
  const dockerfile::Instruction* instruction = nullptr;
  WriteKind kind = WriteKind::content;
  Span span;                      // the word that names the path, or the command
  std::string path;               // absolute and clean
  std::string_view origin;        // copy: the source as written, if there is one and it comes from the context
  bool from_context = false;      // copy: of the build context, not of another stage or a URL
  std::string_view program = {};  // RUN: what writes it; empty: a redirection
  bool into = false;              // `path` is a directory, and the names of what gets into it are not known
  bool recursive = false;         // metadata, removal: everything below it, too
  bool conditional = false;       // `if`, a loop or `||` may leave it out
  WriteVerdict verdict = WriteVerdict::none;
  std::string volume_path;                // of the verdict: where the volume is declared
  const VolumeOperand* volume = nullptr;  // and by what, if that stands in this file
};

// One `ENV` variable that the image has in the end.
struct EnvironmentVariable {
  std::string name;
  Text value;
};

// A stage of a Dockerfile, with what it declares. Values that depend on build args are those of the first Build
// of it (the default Build, if nobody links the Dockerfile).
struct Stage {
  const Dockerfile* dockerfile = nullptr;
  const dockerfile::Stage* syntax = nullptr;
  Place place;                          // its FROM
  const Stage* base = nullptr;          // FROM an earlier stage
  Text base_image;                      // FROM, expanded
  std::optional<ImageReference> image;  // FROM an image whose name is known; `scratch` included
  bool windows = false;                 // FROM --platform=windows/.., a Windows image, or `# escape=` set to a backtick
  bool onbuild_volumes = false;
  std::vector<VolumeOperand> volumes;  // of its own VOLUME and ONBUILD VOLUME instructions, in order
  Known<Mount> mounts;                 // RUN --mount; incomplete if an instruction could not be read
  // What its own instructions are known to write, in order; incomplete where a command may write unseen.
  Known<ImageWrite> writes;
  // Builds, over all projects, of images that this stage is a part of: it is their target, or the target is built FROM
  // it. A Dockerfile that nobody links has one default Build.
  std::vector<const Build*> builds;
  bool shipped() const { return !builds.empty(); }
};

struct Build {
  const Dockerfile* dockerfile = nullptr;
  const Stage* stage = nullptr;              // the target
  const Container* container = nullptr;      // null: the default Build of a Dockerfile that nobody links
  std::string context;                       // clean directory; empty if unknown
  std::vector<const Stage*> chain;           // from the first stage to the target
  std::optional<ImageReference> base_image;  // FROM of the first stage of the chain, if it is known
  Known<EnvironmentVariable> environment;    // ENV of the whole chain, last one wins; incomplete if a key is unknown
  // The last of the chain; absent: from the base image. An ENTRYPOINT drops the command of the base image, so that
  // `command` is then there and empty.
  std::optional<dockerfile::Command> command, entrypoint;
  std::vector<const VolumeOperand*> volumes;  // of the whole chain, triggers of ONBUILD too where they take effect
  std::string working_dir;                    // in the end; empty if unknown
  std::optional<Text> user;                   // the last USER; absent: from the base image
  bool complete = true;                       // false: an instruction of the chain could not be read
};

// A Dockerfile, once, whoever links it.
struct Dockerfile {
  const dockerfile::File* file = nullptr;
  std::unique_ptr<dockerfile::File> owned;  // for dockerfile_inline
  std::string path;                         // of the file it stands in
  bool named = false;                       // given or found; false: read as context only
  std::vector<std::unique_ptr<Stage>> stages;
  std::vector<std::unique_ptr<Build>> builds;
  std::unique_ptr<TextArena> texts;  // expanded values
  SyntaxErrors errors;               // expansion
};

}  // namespace mountlint
