// Only programs of Node that are known to run what is there count as harmless. A script, `make` or a shell may do
// anything, and `sleep` waits for somebody who types.
#include "rules/support/install_at_start.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "rules/support/command_words.h"

namespace mountlint::rules {
namespace {

// Words of a command that say nothing about what it runs.
bool is_launcher(std::string_view word) {
  return is_one_of(word, {"sh", "bash", "ash", "/bin/sh", "/bin/bash", "-c", "-lc", "-ec", "exec", "env", "tini",
                          "/sbin/tini", "dumb-init", "/usr/bin/dumb-init", "--", "cross-env"});
}

bool is_node_program(std::string_view word) {
  return is_one_of(word, {"node",    "npm",         "npx",    "yarn",           "pnpm",          "pnpx",    "bun",
                          "bunx",    "nodemon",     "next",   "nuxt",           "vite",          "ng",      "tsx",
                          "ts-node", "ts-node-dev", "pm2",    "pm2-runtime",    "react-scripts", "webpack", "gulp",
                          "nest",    "astro",       "gatsby", "vue-cli-service"});
}

// Words at blanks and operators, quotes left out: enough to recognise an installation.
std::vector<std::string> split_roughly(const std::vector<std::string>& words) {
  std::vector<std::string> parts;
  for (const std::string& word : words) {
    std::string part;
    for (const char c : word + " ") {
      const bool separator = std::string_view(" \t\r\n;&|()\"'").find(c) != std::string_view::npos;
      if (!separator) part += c;
      if (separator && !part.empty()) parts.push_back(std::exchange(part, {}));
    }
    if (!parts.empty()) parts.push_back(";");
  }
  return parts;
}

bool installs(const std::vector<std::string>& parts, std::size_t i) {
  if (!is_node_installer(parts[i])) return false;
  std::size_t next = i + 1;
  while (next < parts.size() && (parts[next] == ";" || parts[next].starts_with("-"))) ++next;
  const std::string_view command = next < parts.size() ? std::string_view(parts[next]) : "";
  if (is_one_of(command, {"i", "install", "ci", "clean-install", "add", "update", "up"})) return true;
  return parts[i] == "yarn" && (command.empty() || is_node_program(command));
}

bool is_script(std::string_view part) {
  return part.ends_with(".sh") || part.starts_with("./") || is_one_of(part, {"make", "just", "task", "concurrently"});
}

}  // namespace

bool may_install(const std::vector<std::string>& words) {
  const std::vector<std::string> parts = split_roughly(words);
  const auto first = std::find_if(parts.begin(), parts.end(), [](const std::string& part) {
    return part != ";" && !is_launcher(part) && !is_assignment(part);
  });
  if (first == parts.end() || !is_node_program(*first)) return true;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (is_script(parts[i]) || installs(parts, i)) return true;
  }
  return false;
}

}  // namespace mountlint::rules
