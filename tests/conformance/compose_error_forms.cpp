// Each form names the place in its own way: `services.app.volumes.0`, `services[app].image`, `service "app" refers to
// ..`; `x` stands for the service in errors about extends. Where only the kind of list is known, `*` stands for the
// service.
#include "tests/conformance/compose_error_forms.h"

#include <array>

namespace mountlint::conformance {

namespace {

using enum ErrorKind;

constexpr std::array forms = {
    ErrorForm{"^(panic|timeout)", crash, nullptr},
    ErrorForm{"node visit limit|excessive aliasing|exceeded max depth", limit, nullptr},
    ErrorForm{"cycle detected: node", cycle, nullptr},
    ErrorForm{"cannot construct .* into cli.named", value, ""},
    ErrorForm{"cannot construct .* into string", value, "name"},
    ErrorForm{"map merge requires|(^| )yaml: ", yaml, nullptr},
    ErrorForm{"^non-string key at top level", value, ""},
    ErrorForm{"^non-string key in (\\S+): ", value, "$1"},
    ErrorForm{"^mapping key ", yaml, nullptr},
    ErrorForm{"^invalid interpolation format for (.*?)\\.?$", variable, "$1"},
    ErrorForm{"^error while interpolating (.*?): required variable (\\S+)", required, "$1", "`$2`"},
    ErrorForm{"^error while interpolating (.*?): failed to cast", value, "$1"},
    ErrorForm{"^validating [^:]*: (.*?) ?false schema$", value, "$1"},
    ErrorForm{"^validating [^:]*: json: unsupported value", value, nullptr},
    ErrorForm{"^validating [^:]*: (.*?) ?(additional properties|missing propert|must |items at |value must |does not "
              "|min|max|"
              "length|uni|'|at |oneOf|anyOf|not )",
              value, "$1"},
    ErrorForm{"^service \"(.*)\" refers to undefined volume (.*): invalid", undefined, "services.$1.volumes", "`$2`"},
    ErrorForm{"^service \"(.*)\" refers to undefined network (.*): invalid", undefined, "services.$1.networks", "`$2`"},
    ErrorForm{"^service \"(.*)\" refers to undefined config (.*): invalid", undefined, "services.$1.configs", "`$2`"},
    ErrorForm{"^service \"(.*)\" refers to undefined secret (.*): invalid", undefined, "services.$1.secrets", "`$2`"},
    ErrorForm{"^service \"(.*)\" refers to undefined build secret (.*): invalid", undefined,
              "services.$1.build.secrets", "`$2`"},
    ErrorForm{"^service \"(.*)\" refers to undefined model (.*): invalid", undefined, "services.$1.models", "`$2`"},
    ErrorForm{"^service \"(.*)\" depends on undefined service \"(.*)\"", undefined, "services.$1", "`$2`"},
    ErrorForm{"^service \"(.*)\" not found for (\\S+)", undefined, "services.*.$2", "`$1`"},
    ErrorForm{"^service \"(.*)\" cannot depend on job", undefined, "services.$1"},
    ErrorForm{"^service \"(.*)\" declares (unknown|non-buildable) service", undefined,
              "services.$1.build.additional_contexts"},
    ErrorForm{"^service \"(.*)\" has neither an image", image, "services.$1"},
    ErrorForm{"^dependency cycle detected: (.*?) ->", cycle, "services"},
    ErrorForm{"^include cycle detected", cycle, nullptr},
    ErrorForm{"^Circular reference", cycle, nullptr},
    // These numbers are of lists in which equal entries are gone.
    ErrorForm{"^(\\S+)\\[\\d+\\]: target (.*) already mounted as (\\S+)\\[\\d+\\]$", conflict, "$1|$3", "`$2`"},
    ErrorForm{"^service (?:volume|device|ports) (\\S+) is missing a", value, "$1"},
    ErrorForm{"^service \"(.*)\" declares mutualy exclusive dockerfile", conflict, "services.$1.build"},
    ErrorForm{"^service (.*) declares mutually exclusive", conflict, "services.$1"},
    ErrorForm{"^service.build.platforms MUST include", conflict, "services.*.build.platforms"},
    ErrorForm{"^services\\.(?:scale|deploy.replicas): can't set container_name and (.*) as container", conflict,
              "services.$1"},
    ErrorForm{"^(\\S+): can't set distinct values", conflict, "$1"},
    ErrorForm{"^\"(.*)\" is declared both as a service and a job", conflict, "jobs.$1"},
    ErrorForm{
        "^(configs.*|secrets.*|volumes.*): (one of|.*mutually exclusive|conflicting parameters|name and external)",
        definition, "$1"},
    ErrorForm{"^secret \"(.*)\" must declare", definition, "secrets.$1"},
    ErrorForm{"^healthcheck.test must", value, "services.*.healthcheck.test"},
    ErrorForm{"^cannot override (services\\.)x\\.(.*)$", value, "$1*.$2"},
    ErrorForm{"^cannot override (.*)$", value, "$1"},
    ErrorForm{"^(\\S+): target is required for non-rebuild", value, "$1"},
    ErrorForm{"^(\\S+): (value can't be blank|unexpected type|unsupported|invalid value|must be)", value, "$1"},
    ErrorForm{"^'\\[\\d+\\]' expected a map", value, "include"},
    ErrorForm{"^'([^']*)' ", value, "$1"},
    ErrorForm{"^unsupported env_file format", value, "services.*.env_file"},
    ErrorForm{"^`include` must be a list", value, "include"},
    ErrorForm{"^(top-level object) must be a mapping", value, ""},
    ErrorForm{"^(\\S+) must be a mapping$", value, "$1"},
    ErrorForm{"^empty compose file", nothing, ""},
    ErrorForm{"^confusing device mapping", value, "services.*.devices"},
    ErrorForm{"^invalid spec: (.*): (?:empty section|too many)", mount, "services.*.volumes", "`$1`"},
    ErrorForm{"^invalid empty volume spec|^invalid mount config", mount, "services.*.volumes"},
    ErrorForm{"[Pp]ort", port, "services.*.ports"},
    ErrorForm{"^cannot extend service \"(.*?)\" in .*: service \"\" not found$", value, "services.$1"},
    ErrorForm{"^cannot extend service \"(.*?)\" in .*: service \"(.*)\" not found", extends, "services.$1", "`$2`"},
    ErrorForm{"^cannot extend service \"(.*?)\" in", extends, "services.$1"},
    ErrorForm{"^extends\\.(.*)\\.service is required", value, "services.$1.extends"},
    ErrorForm{"^service \"\" not found|^service .* not found", extends, nullptr},
    ErrorForm{"^env file (.*) not found", file, "services.*.env_file", "$1`"},
    ErrorForm{"^label file (.*) not found", file, "services.*.label_file", "$1`"},
    ErrorForm{"^(failed to read|open |stat |read |.* is not a file)", file, nullptr},
    ErrorForm{"project name|^couldn't find env file|^no configuration file|^compose file|ParseBool", options, nullptr},
};

}  // namespace

std::span<const ErrorForm> error_forms() { return forms; }

}  // namespace mountlint::conformance
