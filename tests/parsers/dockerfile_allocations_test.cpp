// Parsing costs at most one allocation per instruction: lists and joined texts lie in the arena of the file.
#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "parsers/dockerfile/ast.h"
#include "tests/support/allocations.h"

namespace {

using mountlint::test::allocations;

// Every kind of list that an instruction may have.
constexpr const char* stage = R"(# the application
FROM node:22-alpine AS build
ARG VERSION=1 CHANNEL
ENV NODE_ENV=production PATH="/app/bin:$PATH" \
    HOME=/app
WORKDIR /app
COPY --from=base --chown=1000:1000 package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm,sharing=locked \
    --mount=type=secret,id=npmrc \
    # quiet
    npm ci && \
    npm cache clean --force
COPY <<EOF /etc/motd
hello
EOF
EXPOSE 80 443/tcp
VOLUME ["/data", "/c\u0061che"]
USER node
HEALTHCHECK --interval=30s CMD ["wget", "-q", "http://localhost"]
CMD ["node", "server.js"]
)";

std::size_t allocations_for(const std::string& text, std::size_t& instructions) {
  const auto source = std::make_shared<mountlint::SourceFile>(mountlint::FileId{1}, "Dockerfile", text);
  const std::size_t before = allocations();
  const mountlint::dockerfile::File file = mountlint::dockerfile::parse(source);
  instructions = file.instructions.size();
  return allocations() - before;
}

}  // namespace

TEST_CASE("an instruction costs at most one allocation") {
  std::string text;
  for (const std::size_t stages : {1, 2, 10, 1000}) {
    while (text.size() < stages * std::string_view(stage).size()) text += stage;
    std::size_t instructions = 0;
    const std::size_t count = allocations_for(text, instructions);
    CAPTURE(stages);
    CHECK(instructions == stages * 12);
    CHECK(count > 0);
    CHECK(count <= instructions);
  }
}
