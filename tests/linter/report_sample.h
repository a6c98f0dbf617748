// Reports made by hand for the tests of the writers.
#pragma once

#include <string>
#include <string_view>

#include "linter/report/report.h"

namespace mountlint {

inline constexpr Rule sample_rule{
    .id = "anonymous-volume",
    .summary = "data in an anonymous volume is left behind with its container",
    .category = Category::persistence,
    .severity = Severity::warning,
    .why = "The volume has no name.\nNobody finds it again.\n\nGive it one.",
    .bad = "services: {db: {image: postgres, volumes: [/data]}}",
    .good = "services: {db: {image: postgres, volumes: [\"data:/data\"]}}\nvolumes: {data: {}}",
    .references = {"https://docs.docker.com/engine/storage/volumes/"},
    .check = by_engine,
};

inline constexpr Rule socket_rule{
    .id = "docker-socket",
    .summary = "the engine's socket gives root on the host",
    .category = Category::exposure,
    .severity = Severity::error,
    .why = "Whoever has the socket has the host.",
    .bad = "FROM alpine\nVOLUME /var/run/docker.sock",
    .good = "FROM alpine",
    .check = by_engine,
    .former_ids = {"engine-socket"},
};

inline constexpr Rule quiet_rule{
    .id = "single-file-bind",
    .summary = "an editor replaces the file: `a | b`",
    .category = Category::persistence,
    .severity = Severity::info,
    .why = "The inode changes.",
    .bad = "services: {}",
    .good = "services: {}",
    .check = by_engine,
    .enabled_by_default = false,
};

inline constexpr const Rule* sample_rules[] = {&sample_rule, &socket_rule, &quiet_rule};
inline constexpr RuleList sample_rule_list{sample_rules, 3};

struct Sample {
  Report report;

  explicit Sample() {
    report.rules = sample_rule_list;
    report.rules_run = {&sample_rule, &socket_rule};
  }

  FileId file(std::string path, std::string text) {
    const auto id = static_cast<FileId>(report.sources.size());
    report.sources.push_back(std::make_shared<SourceFile>(id, std::move(path), std::move(text)));
    report.files_linted = report.sources.size();
    return id;
  }

  // The place of `needle` in a file, which holds it.
  Span at(FileId file, std::string_view needle) const {
    const std::string_view text = report.sources[static_cast<std::size_t>(file)]->text();
    const auto begin = static_cast<std::uint32_t>(text.find(needle));
    return {file, begin, begin + static_cast<std::uint32_t>(needle.size())};
  }

  Finding& add(const Rule& rule, Span span, std::string message) {
    Finding finding;
    finding.rule = &rule;
    finding.severity = rule.severity;
    finding.span = span;
    finding.message = std::move(message);
    return report.findings.emplace_back(std::move(finding));
  }
};

}  // namespace mountlint
