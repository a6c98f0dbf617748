// The schema of how a service is built, deployed and developed (compose-spec build.md, deploy.md, develop.md).
#pragma once

#include "parsers/compose/schema_values.h"

namespace mountlint::compose::schema {

inline constexpr Demands assignments{.fits = is_assignment, .expected = "`NAME=VALUE`"};
inline constexpr Shape contexts{
    .accept = list_ | mapping_, .items = string_, .values = string_, .demands = &assignments};
inline constexpr Shape attestation{.accept = string_ | boolean_ | date_};

inline constexpr Key build_keys[] = {
    {"context", text},
    {"dockerfile", text},
    {"dockerfile_inline", text},
    {"entitlements", strings},
    {"args", build_arguments},
    {"ssh", {.accept = anything}, &list_or_mapping},
    {"labels", list_or_mapping},
    {"cache_from", strings},
    {"cache_to", strings},
    {"no_cache", flag_shape},
    {"no_cache_filter", string_or_list, &unique_string_or_list},
    {"additional_contexts", list_or_mapping, &contexts},
    {"network", text},
    {"provenance", {.accept = anything}, &attestation},
    {"sbom", {.accept = anything}, &attestation},
    {"pull", flag_shape},
    {"target", text},
    {"shm_size", amount_shape, &whole_size},
    {"extra_hosts", {.accept = list_ | mapping_}, &hosts},
    {"isolation", text},
    {"privileged", flag_shape},
    {"secrets", file_references, &references},
    {"tags", strings},
    {"ulimits", {.accept = mapping_}, &ulimits},
    {"platforms", strings},
};

inline constexpr Shape memory{.accept = string_ | date_, .demands = &bytes};
inline constexpr Key limit_keys[] = {
    {"cpus", amount_shape, &fractional}, {"memory", memory}, {"pids", amount_shape, &whole}};
inline constexpr Key discrete_keys[] = {{"kind", text}, {"value", amount_shape}};
inline constexpr Key generic_keys[] = {{"discrete_resource_spec", {.accept = mapping_, .keys = discrete_keys}}};
inline constexpr Shape generic_resources{.accept = list_, .items = mapping_, .keys = generic_keys};
inline constexpr std::string_view device_required[] = {"capabilities"};
inline constexpr Demands device_demands{.required = device_required};
inline constexpr Shape devices{.accept = list_, .items = mapping_, .keys = request_keys, .demands = &device_demands};
inline constexpr Key reservation_keys[] = {{"cpus", amount_shape, &fractional},
                                           {"memory", memory},
                                           {"generic_resources", {.accept = list_}, &generic_resources},
                                           {"devices", {.accept = list_}, &devices}};
inline constexpr Key resource_keys[] = {{"limits", {.accept = mapping_, .keys = limit_keys}},
                                        {"reservations", {.accept = mapping_, .keys = reservation_keys}}};

inline constexpr std::string_view order_words[] = {"start-first", "stop-first"};
inline constexpr Shape order{.accept = string_, .words = order_words};
inline constexpr Key update_keys[] = {{"parallelism", amount_shape, &count},
                                      {"delay", duration},
                                      {"failure_action", text},
                                      {"monitor", duration},
                                      {"max_failure_ratio", amount_shape, &fractional},
                                      {"order", text, &order}};
inline constexpr Key restart_keys[] = {
    {"condition", text}, {"delay", duration}, {"max_attempts", amount_shape, &count}, {"window", duration}};
inline constexpr Key preference_keys[] = {{"spread", text}};
inline constexpr Shape preferences{.accept = list_, .items = mapping_, .keys = preference_keys};
inline constexpr Key placement_keys[] = {{"constraints", strings},
                                         {"preferences", {.accept = list_}, &preferences},
                                         {"max_replicas_per_node", amount_shape, &count}};
inline constexpr Key deploy_keys[] = {
    {"mode", text},
    {"endpoint_mode", text},
    {"replicas", amount_shape, &count},
    {"labels", list_or_mapping},
    {"rollback_config", {.accept = mapping_, .keys = update_keys}},
    {"update_config", {.accept = mapping_, .keys = update_keys}},
    {"resources", {.accept = mapping_, .keys = resource_keys}},
    {"restart_policy", {.accept = mapping_, .keys = restart_keys}},
    {"placement", {.accept = mapping_, .keys = placement_keys}},
};

// What runs inside a container that is there already.
inline constexpr Key hook_keys[] = {{"command", command},         {"user", text},
                                    {"privileged", flag_shape},   {"working_dir", text},
                                    {"environment", environment}, {"per_replica", flag_shape}};
inline constexpr std::string_view hook_required[] = {"command"};
inline constexpr std::string_view hook_forbidden[] = {"per_replica"};
inline constexpr Demands hook_demands{.required = hook_required, .forbidden = hook_forbidden};
inline constexpr Shape hook{.accept = mapping_, .keys = hook_keys, .demands = &hook_demands};
inline constexpr Shape hooks{.accept = list_, .items = mapping_, .keys = hook_keys, .demands = &hook_demands};

inline constexpr std::string_view action_words[] = {"rebuild", "sync", "restart", "sync+restart", "sync+exec"};
inline constexpr std::string_view watch_required[] = {"action"};
inline constexpr Demands watch_demands{.required = watch_required};
inline constexpr Demands filled{.fits = is_filled, .expected = "a path"};
inline constexpr Shape watch_path{.accept = string_, .demands = &filled};
inline constexpr Key watch_keys[] = {{"path", watch_path},
                                     {"action", {.accept = string_, .words = action_words}},
                                     {"target", text},
                                     {"ignore", string_or_list, &unique_string_or_list},
                                     {"include", string_or_list, &unique_string_or_list},
                                     {"exec", {.accept = mapping_}, &hook},
                                     {"initial_sync", {.accept = boolean_}}};
inline constexpr Key develop_keys[] = {
    {"watch", {.accept = list_, .items = mapping_, .keys = watch_keys, .required = "path", .demands = &watch_demands}}};

inline constexpr Shape build{.accept = string_ | mapping_, .keys = build_keys};
inline constexpr Shape deploy{.accept = mapping_ | null_, .keys = deploy_keys};
inline constexpr Shape develop{.accept = mapping_ | null_, .keys = develop_keys};

}  // namespace mountlint::compose::schema
