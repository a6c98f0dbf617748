// `yaml_speed FOLDER`: feeds all YAML files below a folder through yaml-cpp's parser and throws its events away: what
// the compose side of mountlint is measured against.
#include <filesystem>
#include <fstream>
#include <iostream>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

namespace {

class Nothing : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}
};

void feed(const std::filesystem::path& path) try {
  std::ifstream in(path);
  YAML::Parser parser(in);
  Nothing nothing;
  while (parser.HandleNextDocument(nothing)) continue;
} catch (const YAML::Exception&) {
  // A broken file ends there.
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::cerr << "usage: yaml_speed FOLDER\n", 2;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[1])) {
    const std::string extension = entry.path().extension().string();
    if (entry.is_regular_file() && (extension == ".yml" || extension == ".yaml")) feed(entry.path());
  }
}
