// Each is made when it is its turn: together they are some hundred megabytes.
#include "tests/fuzz/hostile_compose.h"

#include <fmt/format.h>

#include <map>

#include "tests/fuzz/bundle.h"

namespace mountlint::fuzz {
namespace {

constexpr std::size_t large = 16'000'000;
constexpr std::string_view service = "services: {a: {image: x, volumes: [v:/v]}}\nvolumes: {v: }\n";

std::string repeated(std::string_view piece, std::size_t times) {
  std::string out;
  out.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

// `piece` with `{0}` and `{1}` as the number and the one after it.
std::string numbered(std::string_view piece, std::size_t times, std::size_t from = 0) {
  std::string out;
  for (std::size_t i = from; i < from + times; ++i) out += fmt::format(fmt::runtime(piece), i, i + 1);
  return out;
}

// Every level names the one before nine times.
std::string bomb(std::string_view open, std::string_view item, std::string_view close) {
  std::string out = "x-0: &x0 {a: b}\n";
  for (int level = 1; level < 12; ++level) {
    out += fmt::format("x-{0}: &x{0} {1}", level, open);
    for (int i = 0; i < 9; ++i) out += fmt::format(fmt::runtime(item), i, level - 1);
    out += fmt::format("{}\n", close);
  }
  return out + std::string(service) + "x-all: *x11\n";
}

std::string merge_bomb() {
  std::string out = "x-0: &x0 {k0: 1}\n";
  for (int level = 1; level < 30; ++level)
    out += fmt::format("x-{0}: &x{0} {{<<: [*x{1}, *x{1}], k{0}: 1}}\n", level, level - 1);
  return out + "services: {a: {image: x, labels: *x29}}\n";
}

std::string doubling_env() {
  std::string out =
      "#==>* /compose.yaml\nservices: {a: {image: x, environment: {A: $V40}, volumes: ['$V40:/v']}}\n#==> "
      "/.env\nV0=abcdefgh\n";
  for (int i = 1; i <= 40; ++i) out += fmt::format("V{0}=\"$V{1}$V{1}\"\n", i, i - 1);
  return out;
}

std::string nested_defaults(std::size_t depth) {
  return "services: {a: {image: '" + repeated("${X:-", depth) + "x" + repeated("}", depth) + "'}}\n";
}

std::string nested_blocks(std::size_t depth) {
  std::string out = "services:\n";
  for (std::size_t i = 1; i <= depth; ++i) out += std::string(i, ' ') + "a:\n";
  return out;
}

std::string include_chain(std::size_t length) {
  std::string out = "#==>* /f0.yaml\n";
  for (std::size_t i = 0; i < length; ++i) {
    if (i > 0) out += fmt::format("#==> /f{}.yaml\n", i);
    out += fmt::format("include: [f{}.yaml]\nservices: {{s{}: {{image: x}}}}\n", i + 1, i);
  }
  return out + fmt::format("#==> /f{}.yaml\n{}", length, service);
}

std::string include_tree() {
  std::string out = "#==>* /f0.yaml\n";
  for (std::size_t i = 0; i < 30; ++i) {
    if (i > 0) out += fmt::format("#==> /f{}.yaml\n", i);
    out += fmt::format("include: [f{0}.yaml, f{0}.yaml]\nservices: {{s{1}: {{image: x}}}}\n", i + 1, i);
  }
  return out + fmt::format("#==> /f30.yaml\n{}", service);
}

std::string extends_files(std::size_t length, std::size_t last) {
  std::string out = "#==>* /f0.yaml\n";
  for (std::size_t i = 0; i <= length; ++i) {
    if (i > 0) out += fmt::format("#==> /f{}.yaml\n", i);
    const std::size_t next = i == length ? last : i + 1;
    out += fmt::format(
        "services: {{a: {{image: x, volumes: ['./v{0}:/v{0}'], extends: {{file: f{1}.yaml, service: a}}}}}}\n", i,
        next);
  }
  return out;
}

std::string overrides(std::size_t count) {
  std::string out = "#==>* /f0.yaml\n" + std::string(service);
  for (std::size_t i = 1; i < count; ++i)
    out +=
        fmt::format("#==>* /f{0}.yaml\nservices: {{a: {{volumes: ['./h{0}:/t{0}'], environment: {{K{0}: v}}}}}}\n", i);
  return out;
}

using Make = std::string (*)();

constexpr std::pair<const char*, Make> cases[] = {
    {"alias bomb of lists", [] { return bomb("[", "*x{1}, ", "]"); }},
    {"alias bomb of mappings", [] { return bomb("{", "k{0}: *x{1}, ", "}"); }},
    {"bomb of merge keys", merge_bomb},
    {"an alias inside what it names",
     [] { return std::string("services: &s {a: *s, b: &b {image: x, labels: [*b], <<: *b}}\n"); }},
    {"100,000 open brackets", [] { return "services: " + repeated("[", 100'000); }},
    {"100,000 open braces", [] { return "services: " + repeated("{", 100'000); }},
    {"100,000 open braces with keys", [] { return "services: " + repeated("{a: ", 100'000); }},
    {"100,000 closed brackets", [] { return "services: " + repeated("[", 100'000) + repeated("]", 100'000) + "\n"; }},
    {"100,000 dashes in a line", [] { return "services:\n" + repeated("- ", 100'000) + "a\n"; }},
    {"100,000 question marks in a line", [] { return repeated("? ", 100'000) + "a\n"; }},
    {"a plain scalar of 16 MB",
     [] { return "services: {a: {image: x}}\nx-a: " + repeated("word ", large / 5) + "\n"; }},
    {"a word of 16 MB", [] { return "services: {a: {image: x}}\nx-a: " + repeated("w", large) + "\n"; }},
    {"a plain scalar of 2 million lines",
     [] { return "services: {a: {image: x}}\nx-a:\n" + repeated("  words\n", large / 8); }},
    {"a double-quoted scalar of 16 MB",
     [] { return "services: {a: {image: x}}\nx-a: \"" + repeated("\\x3a word ", large / 10) + "\"\n"; }},
    {"a single-quoted scalar of 16 MB",
     [] { return "services: {a: {image: x}}\nx-a: '" + repeated("it''s ", large / 6) + "'\n"; }},
    {"a quote of 16 MB that is not closed",
     [] { return "services: {a: {image: x}}\nx-a: \"" + repeated("word ", large / 5) + "\n"; }},
    {"a literal block of 16 MB",
     [] { return "services: {a: {image: x}}\nx-a: |\n" + repeated("  a line\n", large / 9); }},
    {"a folded block of 16 MB",
     [] { return "services: {a: {image: x}}\nx-a: >\n" + repeated("  a line\n", large / 9); }},
    {"a comment of 16 MB", [] { return "services: {a: {image: x}}\n# " + repeated("word ", large / 5) + "\n"; }},
    {"16 MB of line breaks", [] { return "services: {a: {image: x}}\n" + repeated("\n", large); }},
    {"16 MB of blanks", [] { return "services: {a: {image: x}}\n" + repeated(" ", large) + "\n"; }},
    {"an image of 16 MB", [] { return "services: {a: {image: " + repeated("w", large) + "}}\n"; }},
    {"a mount of 16 MB",
     [] { return "services: {a: {image: x, volumes: [\"" + repeated("a:", large / 2) + "\"]}}\n"; }},
    {"a command of 16 MB",
     [] { return "services: {a: {image: x, command: \"" + repeated("a 'b' ", large / 6) + "\"}}\n"; }},
    {"100,000 documents", [] { return repeated("---\nservices: {a: {image: x}}\n", 100'000); }},
    {"100,000 empty documents", [] { return std::string(service) + repeated("---\n", 100'000); }},
    {"blocks 2,000 deep", [] { return nested_blocks(2'000); }},
    {"a file that includes itself", [] { return "include: [compose.yaml]\n" + std::string(service); }},
    {"files that include each other",
     [] {
       return "#==>* /a.yaml\ninclude: [b.yaml]\n" + std::string(service) + "#==> /b.yaml\ninclude: [a.yaml]\n" +
              std::string(service);
     }},
    {"a chain of 10,000 includes", [] { return include_chain(10'000); }},
    {"every file includes the next one twice", include_tree},
    {"an include of 100,000 files",
     [] { return "include:\n" + repeated("- none.yaml\n", 100'000) + std::string(service); }},
    {"a service that extends itself", [] { return std::string("services: {a: {image: x, extends: a}}\n"); }},
    {"services that extend each other",
     [] { return std::string("services: {a: {extends: b}, b: {extends: c}, c: {extends: a}}\n"); }},
    {"services that extend each other across files", [] { return extends_files(3, 0); }},
    {"a chain of 10,000 services that extend the next",
     [] {
       return "services:\n" + numbered("  s{0}: {{extends: s{1}, volumes: ['./h{0}:/t{0}']}}\n", 10'000) +
              "  s10000: {image: x}\n";
     }},
    {"a chain of 10,000 services that extend the one before",
     [] {
       return "services:\n  s0: {image: x}\n" +
              numbered("  s{1}: {{extends: s{0}, volumes: ['./h{1}:/t{1}']}}\n", 10'000);
     }},
    {"a chain of 900 files that extend the next", [] { return extends_files(900, 900); }},
    {"a chain of 10,000 files that extend the next", [] { return extends_files(10'000, 10'000); }},
    {"10,000 services that extend one",
     [] {
       return "services:\n  s0: {image: x, volumes: [./a:/a, ./b:/b], environment: {A: b}}\n" +
              numbered("  t{0}: {{extends: s0, volumes: ['./h{1}:/t{1}']}}\n", 10'000);
     }},
    {"10,000 merge keys in one mapping",
     [] { return "x-a: &a {image: x}\nservices:\n  a:\n" + repeated("    <<: *a\n", 10'000); }},
    {"10,000 sources of one merge key",
     [] { return "x-a: &a {image: x}\nservices:\n  a:\n    <<: [" + repeated("*a, ", 10'000) + "]\n"; }},
    {"10,000 sources with keys of their own",
     [] {
       return "x-a:\n" + numbered("- &a{0} {{x-k{0}: {1}}}\n", 10'000) + "services:\n  a:\n    <<: [" +
              numbered("*a{0}, ", 10'000) + "]\n    image: x\n";
     }},
    {"10,000 services with merge keys",
     [] {
       return "x-a: &a {image: x, volumes: [./a:/a, ./b:/b]}\nservices:\n" +
              numbered("  s{0}: {{<<: *a, user: '{1}'}}\n", 10'000);
     }},
    {"a chain of 10,000 merge keys",
     [] {
       return "x-0: &a0 {image: x}\n" + numbered("x-{1}: &a{1} {{<<: *a{0}, k{0}: v}}\n", 10'000) +
              "services: {a: *a10000}\n";
     }},
    {"100,000 anchors", [] { return "x-a:\n" + numbered("- &a{0} b{1}\n", 100'000) + std::string(service); }},
    {"a `.env` of 16 MB",
     [] {
       return "#==>* /compose.yaml\n" + std::string(service) + "#==> /.env\n" +
              repeated("A=some value ${B} \"c\"\n", large / 22);
     }},
    {"a `.env` of 500,000 variables",
     [] {
       return "#==>* /compose.yaml\n" + std::string(service) + "#==> /.env\n" +
              numbered("VARIABLE_{0}=value{1}\n", 500'000);
     }},
    {"a `.env` value of 16 MB",
     [] {
       return "#==>* /compose.yaml\nservices: {a: {image: $A, user: $A, volumes: ['$A:/x']}}\n#==> /.env\nA=" +
              repeated("w", large) + "\n";
     }},
    {"a `.env` with a quote that is not closed",
     [] { return "#==>* /compose.yaml\n" + std::string(service) + "#==> /.env\n" + repeated("A='\n", large / 4); }},
    {"variables that double 40 times", doubling_env},
    {"defaults in defaults, 100,000 deep", [] { return nested_defaults(100'000); }},
    {"defaults in defaults, 100 deep", [] { return nested_defaults(100); }},
    {"3 million unset variables in a value",
     [] { return "services: {a: {image: \"" + repeated("$AB", large / 3) + "\"}}\n"; }},
    {"100,000 unclosed `${`", [] { return "services: {a: {image: \"" + repeated("${", 100'000) + "\"}}\n"; }},
    {"3 million unclosed `${A:-`", [] { return "services: {a: {image: \"" + repeated("${A:-", large / 5) + "\"}}\n"; }},
    {"100,000 services", [] { return "services:\n" + numbered("  s{0}: {{image: x{1}}}\n", 100'000); }},
    {"90,000 mounts of one service",
     [] { return "services:\n  a:\n    image: x\n    volumes:\n" + numbered("    - ./h{0}:/t{1}\n", 90'000); }},
    {"500,000 repeated keys", [] { return "services: {a: {image: x}}\nx-a:\n" + repeated("  k: v\n", 500'000); }},
    {"150,000 unknown keys", [] { return "services: {a: {image: x}}\n" + numbered("key{0}: v{1}\n", 150'000); }},
    {"50,000 keys of a service that nobody knows",
     [] { return "services:\n  a:\n    image: x\n" + numbered("    imagf{0}: v{1}\n", 50'000); }},
    {"10,000 configs that are not there",
     [] {
       return "services: {a: {image: x, configs: [" + numbered("c{0}, ", 10'000) + "]}}\nconfigs:\n" +
              numbered("  d{0}: {{file: ./{1}}}\n", 10'000);
     }},
    {"100,000 wrong lines", [] { return std::string(service) + repeated("x: [\n", 100'000); }},
    {"1,000 files laid over each other", [] { return overrides(1'000); }},
};

}  // namespace

std::vector<NamedCase> hostile_projects() {
  std::vector<NamedCase> out;
  for (const auto& [name, make] : cases) out.push_back({name, make});
  return out;
}

}  // namespace mountlint::fuzz
