// The schema of the Compose Specification (compose-spec.json): services, and what else a file defines. Order and
// grouping follow the specification's pages. Keys of later versions are here, too, so that none is taken for a typo.
#include "parsers/compose/schema_deploy.h"
#include "parsers/compose/schema_values.h"

namespace mountlint::compose {
namespace {

using namespace schema;

// One entry of a service's `volumes`, long syntax. What is missing there is said by its reader.
constexpr std::string_view recursive_words[] = {"enabled", "disabled", "writable", "readonly"};
constexpr std::string_view selinux_words[] = {"z", "Z"};
constexpr Key bind_keys[] = {{"propagation", text},
                             {"create_host_path", flag_shape},
                             {"recursive", {.accept = string_, .words = recursive_words}},
                             {"selinux", {.accept = string_, .words = selinux_words}}};
constexpr Key named_keys[] = {{"nocopy", flag_shape}, {"subpath", text}, {"labels", list_or_mapping, &once}};
constexpr Demands tmpfs_bytes{.minimum = 0, .fits = is_size, .expected = "a size such as `64m`"};
constexpr Shape tmpfs_size{.accept = amount | whole_ | date_, .demands = &tmpfs_bytes};
constexpr Key tmpfs_keys[] = {{"size", amount_shape, &tmpfs_size}, {"mode", {.accept = number_ | string_}}};
constexpr Key image_keys[] = {{"subpath", text}};
constexpr std::string_view type_words[] = {"bind", "volume", "tmpfs", "cluster", "npipe", "image"};
constexpr Shape mount_type{.accept = string_, .words = type_words};
constexpr Key mount_keys[] = {
    {"type", {.accept = scalar}, &mount_type},
    {"source", text},
    {"target", {.accept = string_ | null_}, &text},
    {"read_only", flag_shape},
    {"consistency", text},
    {"bind", {.accept = mapping_, .keys = bind_keys}},
    {"volume", {.accept = mapping_, .keys = named_keys}},
    {"tmpfs", {.accept = mapping_, .keys = tmpfs_keys}},
    {"image", {.accept = mapping_, .keys = image_keys}},
};
constexpr std::string_view mount_required[] = {"type"};
constexpr Demands mount_demands{.required = mount_required};
constexpr Shape mounts{.accept = list_, .items = string_ | mapping_, .keys = mount_keys, .demands = &mount_demands};

constexpr Key device_keys[] = {{"source", text}, {"target", text}, {"permissions", text}};
constexpr Key env_file_keys[] = {{"path", text}, {"format", text}, {"required", flag_shape}};
constexpr Key extends_keys[] = {{"service", text}, {"file", {.accept = string_ | null_}}};

constexpr Key healthcheck_keys[] = {
    {"disable", flag_shape}, {"interval", duration},     {"retries", amount_shape, &integral}, {"test", string_or_list},
    {"timeout", duration},   {"start_period", duration}, {"start_interval", duration}};
constexpr Shape log_options{.accept = mapping_, .values = string_ | number_ | null_ | date_};
constexpr Key logging_keys[] = {{"driver", text}, {"options", {.accept = mapping_}, &log_options}};
constexpr Shape provider_option{.accept = string_ | number_ | boolean_ | list_ | date_,
                                .items = string_ | number_ | boolean_ | date_};
constexpr Shape provider_options{.accept = mapping_, .each = &provider_option, .any_name = true};
constexpr Key provider_keys[] = {{"type", text}, {"options", {.accept = mapping_}, &provider_options}};
constexpr std::string_view provider_required[] = {"type"};
constexpr Demands provider_demands{.required = provider_required};
constexpr Key port_keys[] = {{"name", text},
                             {"mode", text},
                             {"host_ip", text},
                             {"target", amount_shape, &count},
                             {"published", amount_shape, &whole},
                             {"protocol", text},
                             {"app_protocol", text}};
constexpr std::string_view condition_words[] = {"service_started", "service_healthy", "service_completed_successfully"};
constexpr Shape condition{.accept = string_, .words = condition_words};
constexpr Key dependency_keys[] = {{"condition", text, &condition}, {"restart", flag_shape}, {"required", flag_shape}};
constexpr std::string_view dependency_required[] = {"condition"};
constexpr Demands dependency_demands{.required = dependency_required};
constexpr Shape dependency{.accept = mapping_, .keys = dependency_keys, .demands = &dependency_demands};
constexpr Key attachment_keys[] = {{"aliases", strings},
                                   {"interface_name", text},
                                   {"ipv4_address", text},
                                   {"ipv6_address", text},
                                   {"link_local_ips", strings},
                                   {"mac_address", text},
                                   {"driver_opts", options},
                                   {"priority", amount_shape, &only_number},
                                   {"gw_priority", amount_shape, &only_number},
                                   {"use_service_name_alias", flag_shape}};
constexpr Shape attachment{.accept = mapping_ | null_, .keys = attachment_keys};
constexpr Shape attachments{.accept = list_ | mapping_, .items = string_, .each = &attachment, .unique = true};

constexpr Shape storage_options{.accept = mapping_, .values = string_ | number_ | whole_ | null_};
constexpr Key credential_keys[] = {{"config", text}, {"file", text}, {"registry", text}};
constexpr Shape credentials{.accept = mapping_, .keys = credential_keys};
constexpr Key rate_keys[] = {{"path", text}, {"rate", whole_size}};
constexpr Key weight_keys[] = {{"path", text}, {"weight", whole}};
constexpr Shape rates{.accept = list_, .items = mapping_, .keys = rate_keys, .demands = &closed};
constexpr Key blkio_keys[] = {
    {"device_read_bps", rates},
    {"device_read_iops", rates},
    {"device_write_bps", rates},
    {"device_write_iops", rates},
    {"weight", whole},
    {"weight_device", {.accept = list_, .items = mapping_, .keys = weight_keys, .demands = &closed}}};
constexpr Shape blkio{.accept = mapping_, .keys = blkio_keys, .demands = &closed};
constexpr Key model_use_keys[] = {{"endpoint_var", text}, {"model_var", text}};
constexpr Shape model_use{.accept = mapping_ | null_, .keys = model_use_keys};
constexpr Shape model_uses{
    .accept = list_ | mapping_, .items = string_, .each = &model_use, .unique = true, .any_name = true};
constexpr std::string_view gpu_words[] = {"all"};
constexpr Demands open{.further_keys = true};
constexpr Shape gpus{
    .accept = string_ | list_, .items = mapping_, .keys = request_keys, .words = gpu_words, .demands = &open};
constexpr std::string_view cgroup_words[] = {"host", "private"};
constexpr Shape cgroup{.accept = string_, .words = cgroup_words};

constexpr Demands container_name_demands{.fits = is_container_name, .expected = "two letters or digits"};
constexpr Shape container_name{.accept = string_, .demands = &container_name_demands};
constexpr Demands pull_policy_demands{.fits = is_pull_policy, .expected = "a policy such as `always`"};
constexpr Shape pull_policy{.accept = string_, .demands = &pull_policy_demands};
constexpr Demands no_less_than_none{.minimum = 0, .fits = is_integer, .expected = "a whole number", .cast = true};
constexpr Shape natural{.accept = amount | whole_, .demands = &no_less_than_none};
constexpr Demands percentage{.minimum = 0, .maximum = 100, .fits = is_number, .expected = "a number", .cast = true};
constexpr Shape percent{.accept = amount | whole_, .demands = &percentage};
constexpr Demands score{
    .minimum = -1000, .maximum = 1000, .fits = is_integer, .expected = "a whole number", .cast = true};
constexpr Shape oom_score{.accept = amount | whole_, .demands = &score};

constexpr Demands mask{
    .minimum = 0, .maximum = 4294967295, .fits = is_mask, .expected = "a mask such as `0o77`", .cast = true};
constexpr Shape umask{.accept = string_ | number_ | null_ | whole_, .demands = &mask};

// Keys of a container are for services, jobs and what runs before a service starts.
extern const Shape pre_start;

constexpr Key keys_of_service[] = {
    {"image", text},
    {"build", build},
    {"volumes", {.accept = list_, .keys = mount_keys}, &mounts},
    {"tmpfs", string_or_list},
    {"volumes_from", unique_strings},
    {"configs", file_references, &references},
    {"secrets", file_references, &references},
    {"devices", {.accept = list_, .items = string_ | mapping_, .keys = device_keys, .required = "source"}},
    {"use_api_socket", {.accept = boolean_}},
    {"command", command},
    {"entrypoint", command},
    {"environment", environment},
    {"env_file",
     {.accept = string_ | list_ | date_,
      .items = string_ | mapping_ | date_,
      .keys = env_file_keys,
      .required = "path",
      .demands = &closed}},
    {"label_file", string_or_list},
    {"extends", {.accept = string_ | mapping_, .keys = extends_keys}, &any},
    {"user", text},
    {"working_dir", text},
    {"read_only", flag_shape},
    {"restart", text},
    {"hostname", text},
    {"container_name", container_name},
    {"profiles", strings},
    {"labels", list_or_mapping},
    {"annotations", list_or_mapping},
    {"deploy", deploy},
    {"develop", develop},
    {"scale", amount_shape, &natural},
    {"provider", {.accept = mapping_, .keys = provider_keys, .demands = &provider_demands}},
    {"healthcheck", {.accept = mapping_, .keys = healthcheck_keys}},
    {"logging", {.accept = mapping_, .keys = logging_keys}},
    {"depends_on", {.accept = list_ | mapping_, .items = string_, .each = &dependency, .unique = true}},
    {"networks", {.accept = list_ | mapping_, .items = string_, .each = &attachment}, &attachments},
    {"ports", {.accept = list_, .items = string_ | number_ | mapping_, .keys = port_keys}},
    {"expose", {.accept = list_, .items = string_ | number_}},
    {"links", strings},
    {"external_links", unique_strings},
    {"extra_hosts", {.accept = list_ | mapping_}, &hosts},
    {"dns", string_or_list},
    {"dns_opt", strings},
    {"dns_search", string_or_list},
    {"cap_add", strings},
    {"cap_drop", strings},
    {"security_opt", unique_strings},
    {"group_add", {.accept = list_, .items = string_ | number_, .unique = true}},
    {"device_cgroup_rules", unique_strings},
    {"sysctls", list_or_mapping},
    {"ulimits", {.accept = mapping_}, &ulimits},
    {"storage_opt", {.accept = mapping_}, &storage_options},
    {"credential_spec", {.accept = mapping_}, &credentials},
    {"blkio_config", {.accept = mapping_}, &blkio},
    {"models", {.accept = list_ | mapping_}, &model_uses},
    {"gpus", {.accept = string_ | list_}, &gpus},
    {"post_start", hooks},
    {"pre_stop", hooks},
    {"pre_start", {.accept = list_}, &pre_start},
    {"attach", flag_shape},
    {"init", flag_shape},
    {"privileged", flag_shape},
    {"stdin_open", flag_shape},
    {"tty", flag_shape},
    {"oom_kill_disable", flag_shape},
    {"oom_score_adj", amount_shape, &oom_score},
    {"cgroup", text, &cgroup},
    {"cgroup_parent", text},
    {"cpu_count", amount_shape, &natural},
    {"cpu_percent", amount_shape, &percent},
    {"cpu_shares", amount_shape, &integral},
    {"cpu_quota", amount_shape, &integral},
    {"cpu_period", amount_shape, &integral},
    {"cpu_rt_period", amount_shape, &integral},
    {"cpu_rt_runtime", amount_shape, &integral},
    {"cpus", amount_shape, &fractional},
    {"cpuset", text},
    {"domainname", text},
    {"ipc", text},
    {"isolation", text},
    {"mac_address", text},
    {"mem_limit", amount_shape, &size},
    {"mem_reservation", amount_shape, &whole_size},
    {"mem_swappiness", amount_shape, &whole_size},
    {"memswap_limit", amount_shape, &size},
    {"network_mode", text},
    {"pid", {.accept = string_ | null_}},
    {"pids_limit", amount_shape, &integral},
    {"platform", text},
    {"pull_policy", pull_policy},
    {"pull_refresh_after", text},
    {"runtime", text},
    {"shm_size", amount_shape, &size},
    {"stop_grace_period", duration},
    {"stop_signal", text},
    {"userns_mode", text},
    {"uts", text},
    {"umask", {.accept = anything}, &umask},
};
constexpr Shape service{.accept = mapping_, .keys = keys_of_service};

// A job is started when it is triggered, not kept running. `extends` is gone when the schema is looked at.
constexpr std::string_view not_in_jobs[] = {"attach",     "container_name", "deploy",   "develop",
                                            "links",      "external_links", "provider", "restart",
                                            "post_start", "pre_start",      "pre_stop", "scale"};
constexpr std::string_view job_required[] = {"triggers"};
constexpr std::string_view concurrency_words[] = {"forbid", "queue"};
constexpr std::string_view missed_words[] = {"one", "skip"};
constexpr Key schedule_keys[] = {{"cron", text},
                                 {"timezone", text},
                                 {"concurrency", {.accept = string_, .words = concurrency_words}},
                                 {"missed_fires", {.accept = string_, .words = missed_words}}};
constexpr Shape schedules{.accept = list_, .items = string_ | mapping_, .keys = schedule_keys, .required = "cron"};
constexpr Key trigger_keys[] = {{"manual", flag_shape}, {"schedule", schedules}};
constexpr std::string_view trigger_words[] = {"manual", "schedule"};
constexpr Demands trigger_demands{.any_of = trigger_words};
constexpr Key job_keys[] = {{"triggers", {.accept = mapping_, .keys = trigger_keys, .demands = &trigger_demands}}};
constexpr Demands job_demands{.required = job_required, .forbidden = not_in_jobs, .more = job_keys};
constexpr Shape job{.accept = mapping_, .keys = keys_of_service, .demands = &job_demands};

constexpr std::string_view not_in_pre_start[] = {
    "attach",  "build", "container_name", "depends_on",  "deploy",   "develop",    "expose",
    "extends", "links", "external_links", "healthcheck", "ports",    "profiles",   "provider",
    "restart", "scale", "post_start",     "pre_start",   "pre_stop", "stdin_open", "tty"};
constexpr Key pre_start_keys[] = {{"per_replica", flag_shape}};
constexpr Demands pre_start_demands{.forbidden = not_in_pre_start, .more = pre_start_keys};
constexpr Shape pre_start{.accept = list_, .items = mapping_, .keys = keys_of_service, .demands = &pre_start_demands};

constexpr Key external_keys[] = {{"name", text}};
constexpr Shape external_shape{.accept = flag | mapping_};
constexpr Shape external_mapping{.accept = flag | mapping_, .keys = external_keys};

constexpr Key volume_keys[] = {{"name", text},
                               {"driver", text},
                               {"driver_opts", options},
                               {"external", external_shape, &external_mapping},
                               {"labels", list_or_mapping, &once}};
constexpr Shape volume{.accept = mapping_ | null_, .keys = volume_keys};

constexpr Shape string_values{.accept = mapping_, .values = string_ | date_};
constexpr Key pool_keys[] = {{"subnet", text}, {"ip_range", text}, {"gateway", text}, {"aux_addresses", string_values}};
constexpr Key ipam_keys[] = {
    {"driver", text}, {"config", {.accept = list_, .items = mapping_, .keys = pool_keys}}, {"options", string_values}};
constexpr Shape ipam{.accept = mapping_, .keys = ipam_keys};

constexpr Key network_keys[] = {{"name", text},
                                {"driver", text},
                                {"driver_opts", options},
                                {"ipam", {.accept = mapping_}, &ipam},
                                {"external", external_shape, &external_mapping},
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
                               {"labels", list_or_mapping, &once},
                               {"driver", text},
                               {"driver_opts", options},
                               {"template_driver", text}};
constexpr Shape secret{.accept = mapping_, .keys = secret_keys};

constexpr Key config_keys[] = {{"name", text},
                               {"environment", text},
                               {"file", text},
                               {"external", external_shape},
                               {"labels", list_or_mapping, &once},
                               {"content", text},
                               {"template_driver", text}};
constexpr Shape config{.accept = mapping_, .keys = config_keys};

constexpr Key model_keys[] = {
    {"name", text}, {"model", text}, {"context_size", {.accept = number_ | whole_}}, {"runtime_flags", strings}};
constexpr Shape model{.accept = mapping_, .keys = model_keys, .required = "model"};
constexpr Shape models{.accept = mapping_, .each = &model};
constexpr Shape jobs{.accept = mapping_, .each = &job};

constexpr Key top_keys[] = {
    {"version", {.accept = string_ | date_}},
    {"name", {.accept = string_ | date_}},
    {"include", {.accept = list_}},
    {"services", {.accept = mapping_, .each = &service}},
    {"volumes", {.accept = mapping_, .each = &volume}},
    {"networks", {.accept = mapping_, .each = &network}},
    {"secrets", {.accept = mapping_, .each = &secret}},
    {"configs", {.accept = mapping_, .each = &config}},
    {"models", {.accept = mapping_}, &models},
    {"jobs", {.accept = mapping_}, &jobs},
};
constexpr Shape top{.accept = mapping_, .keys = top_keys};

}  // namespace

const Shape& compose_shape() { return top; }

std::span<const Key> service_keys() { return keys_of_service; }

}  // namespace mountlint::compose
