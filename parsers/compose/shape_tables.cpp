// The schema of the Compose Specification (compose-spec.json), as far as it says which kinds a value may have. Order
// and grouping follow the specification's pages. Keys of later versions are here, too, so that none is taken for a
// typo.
#include "parsers/compose/shape.h"

namespace mountlint::compose {
namespace {

constexpr unsigned flag = string_ | boolean_ | word_;
constexpr unsigned amount = string_ | number_;
constexpr unsigned scalar = string_ | number_ | boolean_ | null_;

constexpr Shape text{.accept = string_};
constexpr Shape flag_shape{.accept = flag};
constexpr Shape amount_shape{.accept = amount};
constexpr Shape strings{.accept = list_, .items = string_};
constexpr Shape string_or_list{.accept = string_ | list_, .items = string_};
constexpr Shape list_or_mapping{.accept = list_ | mapping_, .items = string_, .values = scalar};
constexpr Shape options{.accept = mapping_, .values = string_ | number_};
constexpr Shape unique_strings{.accept = list_, .items = string_, .unique = true};
constexpr Shape command{.accept = null_ | string_ | list_, .items = string_};
constexpr Shape external_shape{.accept = flag | mapping_};

// One entry of a service's `volumes`, long syntax. What is missing there is said by its reader.
constexpr std::string_view recursive_words[] = {"enabled", "disabled", "writable", "readonly"};
constexpr std::string_view selinux_words[] = {"z", "Z"};
constexpr Key bind_keys[] = {{"propagation", text},
                             {"create_host_path", flag_shape},
                             {"recursive", {.accept = string_, .words = recursive_words}},
                             {"selinux", {.accept = string_, .words = selinux_words}}};
constexpr Key named_keys[] = {{"nocopy", flag_shape}, {"subpath", text}, {"labels", list_or_mapping}};
constexpr Key tmpfs_keys[] = {{"size", amount_shape}, {"mode", {.accept = number_ | string_}}};
constexpr Key image_keys[] = {{"subpath", text}};
constexpr Key mount_keys[] = {
    {"type", {.accept = scalar}},
    {"source", text},
    {"target", {.accept = string_ | null_}},
    {"read_only", flag_shape},
    {"consistency", text},
    {"bind", {.accept = mapping_, .keys = bind_keys}},
    {"volume", {.accept = mapping_, .keys = named_keys}},
    {"tmpfs", {.accept = mapping_, .keys = tmpfs_keys}},
    {"image", {.accept = mapping_, .keys = image_keys}},
};

// An entry of a service's `configs` and `secrets`.
constexpr Key file_keys[] = {
    {"source", text}, {"target", text}, {"uid", text}, {"gid", text}, {"mode", {.accept = number_ | string_ | octal_}}};
constexpr Shape file_references{.accept = list_, .items = string_ | mapping_, .keys = file_keys, .required = "source"};

constexpr Key device_keys[] = {{"source", text}, {"target", text}, {"permissions", text}};
constexpr Key env_file_keys[] = {{"path", text}, {"format", text}, {"required", flag_shape}};
constexpr Key extends_keys[] = {{"service", text}, {"file", {.accept = string_ | null_}}};

constexpr Key build_keys[] = {
    {"context", text},
    {"dockerfile", text},
    {"dockerfile_inline", text},
    {"entitlements", strings},
    {"args", list_or_mapping},
    {"ssh", {.accept = anything}},
    {"labels", list_or_mapping},
    {"cache_from", strings},
    {"cache_to", strings},
    {"no_cache", flag_shape},
    {"no_cache_filter", string_or_list},
    {"additional_contexts", list_or_mapping},
    {"network", text},
    {"provenance", {.accept = anything}},
    {"sbom", {.accept = anything}},
    {"pull", flag_shape},
    {"target", text},
    {"shm_size", amount_shape},
    {"extra_hosts", {.accept = list_ | mapping_}},
    {"isolation", text},
    {"privileged", flag_shape},
    {"secrets", file_references},
    {"tags", strings},
    {"ulimits", {.accept = mapping_}},
    {"platforms", strings},
};

constexpr Key limit_keys[] = {{"cpus", amount_shape}, {"memory", text}, {"pids", amount_shape}};
constexpr Key reservation_keys[] = {
    {"cpus", amount_shape}, {"memory", text}, {"generic_resources", {.accept = list_}}, {"devices", {.accept = list_}}};
constexpr Key resource_keys[] = {{"limits", {.accept = mapping_, .keys = limit_keys}},
                                 {"reservations", {.accept = mapping_, .keys = reservation_keys}}};
constexpr Key update_keys[] = {
    {"parallelism", amount_shape},       {"delay", text}, {"failure_action", text}, {"monitor", text},
    {"max_failure_ratio", amount_shape}, {"order", text}};
constexpr Key restart_keys[] = {{"condition", text}, {"delay", text}, {"max_attempts", amount_shape}, {"window", text}};
constexpr Key placement_keys[] = {
    {"constraints", strings}, {"preferences", {.accept = list_}}, {"max_replicas_per_node", amount_shape}};
constexpr Key deploy_keys[] = {
    {"mode", text},
    {"endpoint_mode", text},
    {"replicas", amount_shape},
    {"labels", list_or_mapping},
    {"rollback_config", {.accept = mapping_, .keys = update_keys}},
    {"update_config", {.accept = mapping_, .keys = update_keys}},
    {"resources", {.accept = mapping_, .keys = resource_keys}},
    {"restart_policy", {.accept = mapping_, .keys = restart_keys}},
    {"placement", {.accept = mapping_, .keys = placement_keys}},
};

constexpr std::string_view action_words[] = {"rebuild", "sync", "restart", "sync+restart", "sync+exec"};
constexpr Key watch_keys[] = {{"path", text},
                              {"action", {.accept = string_, .words = action_words}},
                              {"target", text},
                              {"ignore", string_or_list},
                              {"include", string_or_list},
                              {"exec", {.accept = mapping_}},
                              {"initial_sync", {.accept = boolean_}}};
constexpr Key develop_keys[] = {
    {"watch", {.accept = list_, .items = mapping_, .keys = watch_keys, .required = "path"}}};
constexpr Key healthcheck_keys[] = {{"disable", flag_shape},  {"interval", text}, {"retries", amount_shape},
                                    {"test", string_or_list}, {"timeout", text},  {"start_period", text},
                                    {"start_interval", text}};
constexpr Key logging_keys[] = {{"driver", text}, {"options", {.accept = mapping_}}};
constexpr Key provider_keys[] = {{"type", text}, {"options", {.accept = mapping_}}};
constexpr Key hook_keys[] = {{"command", command},
                             {"user", text},
                             {"privileged", flag_shape},
                             {"working_dir", text},
                             {"environment", list_or_mapping},
                             {"per_replica", flag_shape}};
constexpr Shape hooks{.accept = list_, .items = mapping_, .keys = hook_keys};
constexpr Key port_keys[] = {
    {"name", text},     {"mode", text},        {"host_ip", text}, {"target", amount_shape}, {"published", amount_shape},
    {"protocol", text}, {"app_protocol", text}};
constexpr Key dependency_keys[] = {{"condition", text}, {"restart", flag_shape}, {"required", flag_shape}};
constexpr Shape dependency{.accept = mapping_, .keys = dependency_keys};
constexpr Key attachment_keys[] = {
    {"aliases", strings},     {"interface_name", text},    {"ipv4_address", text},
    {"ipv6_address", text},   {"link_local_ips", strings}, {"mac_address", text},
    {"driver_opts", options}, {"priority", amount_shape},  {"gw_priority", amount_shape}};
constexpr Shape attachment{.accept = mapping_ | null_, .keys = attachment_keys};

constexpr Key keys_of_service[] = {
    {"image", text},
    {"build", {.accept = string_ | mapping_, .keys = build_keys}},
    {"volumes", {.accept = list_, .keys = mount_keys}},
    {"tmpfs", string_or_list},
    {"volumes_from", unique_strings},
    {"configs", file_references},
    {"secrets", file_references},
    {"devices", {.accept = list_, .items = string_ | mapping_, .keys = device_keys, .required = "source"}},
    {"use_api_socket", {.accept = boolean_}},
    {"command", command},
    {"entrypoint", command},
    {"environment", list_or_mapping},
    {"env_file", {.accept = string_ | list_, .items = string_ | mapping_, .keys = env_file_keys, .required = "path"}},
    {"label_file", string_or_list},
    {"extends", {.accept = string_ | mapping_, .keys = extends_keys}},
    {"user", text},
    {"working_dir", text},
    {"read_only", flag_shape},
    {"restart", text},
    {"hostname", text},
    {"container_name", text},
    {"profiles", strings},
    {"labels", list_or_mapping},
    {"annotations", list_or_mapping},
    {"deploy", {.accept = mapping_ | null_, .keys = deploy_keys}},
    {"develop", {.accept = mapping_ | null_, .keys = develop_keys}},
    {"scale", amount_shape},
    {"provider", {.accept = mapping_, .keys = provider_keys}},
    {"healthcheck", {.accept = mapping_, .keys = healthcheck_keys}},
    {"logging", {.accept = mapping_, .keys = logging_keys}},
    {"depends_on", {.accept = list_ | mapping_, .items = string_, .each = &dependency, .unique = true}},
    {"networks", {.accept = list_ | mapping_, .items = string_, .each = &attachment}},
    {"ports", {.accept = list_, .items = string_ | number_ | mapping_, .keys = port_keys}},
    {"expose", {.accept = list_, .items = string_ | number_}},
    {"links", strings},
    {"external_links", unique_strings},
    {"extra_hosts", {.accept = list_ | mapping_}},
    {"dns", string_or_list},
    {"dns_opt", strings},
    {"dns_search", string_or_list},
    {"cap_add", strings},
    {"cap_drop", strings},
    {"security_opt", unique_strings},
    {"group_add", {.accept = list_, .items = string_ | number_, .unique = true}},
    {"device_cgroup_rules", unique_strings},
    {"sysctls", list_or_mapping},
    {"ulimits", {.accept = mapping_}},
    {"storage_opt", {.accept = mapping_}},
    {"credential_spec", {.accept = mapping_}},
    {"blkio_config", {.accept = mapping_}},
    {"models", {.accept = list_ | mapping_}},
    {"gpus", {.accept = string_ | list_}},
    {"post_start", hooks},
    {"pre_stop", hooks},
    {"pre_start", {.accept = list_}},
    {"attach", flag_shape},
    {"init", flag_shape},
    {"privileged", flag_shape},
    {"stdin_open", flag_shape},
    {"tty", flag_shape},
    {"oom_kill_disable", flag_shape},
    {"oom_score_adj", amount_shape},
    {"cgroup", text},
    {"cgroup_parent", text},
    {"cpu_count", amount_shape},
    {"cpu_percent", amount_shape},
    {"cpu_shares", amount_shape},
    {"cpu_quota", amount_shape},
    {"cpu_period", amount_shape},
    {"cpu_rt_period", amount_shape},
    {"cpu_rt_runtime", amount_shape},
    {"cpus", amount_shape},
    {"cpuset", text},
    {"domainname", text},
    {"ipc", text},
    {"isolation", text},
    {"mac_address", text},
    {"mem_limit", amount_shape},
    {"mem_reservation", amount_shape},
    {"mem_swappiness", amount_shape},
    {"memswap_limit", amount_shape},
    {"network_mode", text},
    {"pid", {.accept = string_ | null_}},
    {"pids_limit", amount_shape},
    {"platform", text},
    {"pull_policy", text},
    {"pull_refresh_after", text},
    {"runtime", text},
    {"shm_size", amount_shape},
    {"stop_grace_period", text},
    {"stop_signal", text},
    {"userns_mode", text},
    {"uts", text},
};
constexpr Shape service{.accept = mapping_, .keys = keys_of_service};

constexpr Key volume_keys[] = {{"name", text},
                               {"driver", text},
                               {"driver_opts", options},
                               {"external", external_shape},
                               {"labels", list_or_mapping}};
constexpr Shape volume{.accept = mapping_ | null_, .keys = volume_keys};

constexpr Key network_keys[] = {{"name", text},
                                {"driver", text},
                                {"driver_opts", options},
                                {"ipam", {.accept = mapping_}},
                                {"external", external_shape},
                                {"internal", flag_shape},
                                {"enable_ipv4", flag_shape},
                                {"enable_ipv6", flag_shape},
                                {"attachable", flag_shape},
                                {"labels", list_or_mapping}};
constexpr Shape network{.accept = mapping_ | null_, .keys = network_keys};

constexpr Key secret_keys[] = {{"name", text},
                               {"environment", text},
                               {"file", text},
                               {"external", external_shape},
                               {"labels", list_or_mapping},
                               {"driver", text},
                               {"driver_opts", options},
                               {"template_driver", text}};
constexpr Shape secret{.accept = mapping_, .keys = secret_keys};

constexpr Key config_keys[] = {{"name", text},
                               {"environment", text},
                               {"file", text},
                               {"external", external_shape},
                               {"labels", list_or_mapping},
                               {"content", text},
                               {"template_driver", text}};
constexpr Shape config{.accept = mapping_, .keys = config_keys};

constexpr Key top_keys[] = {
    {"version", text},
    {"name", text},
    {"include", {.accept = list_}},
    {"services", {.accept = mapping_, .each = &service}},
    {"volumes", {.accept = mapping_, .each = &volume}},
    {"networks", {.accept = mapping_, .each = &network}},
    {"secrets", {.accept = mapping_, .each = &secret}},
    {"configs", {.accept = mapping_, .each = &config}},
    {"models", {.accept = mapping_}},
    {"jobs", {.accept = mapping_}},
};
constexpr Shape top{.accept = mapping_, .keys = top_keys};

}  // namespace

const Shape& compose_shape() { return top; }

std::span<const Key> service_keys() { return keys_of_service; }

}  // namespace mountlint::compose
