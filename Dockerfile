# Dateline as a container. Debian and not Alpine, since the native parts (onnxruntime-node) are built for glibc.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# What is native comes as a binary of its package, so no install script needs to run.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY src src
RUN npm run build

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# The binaries for other systems are 63 MB.
RUN npm ci --ignore-scripts --omit=dev \
  && rm -r node_modules/onnxruntime-node/bin/napi-v3/darwin node_modules/onnxruntime-node/bin/napi-v3/win32

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
  ARTICLES_DIR=/articles \
  INDEX_DIR=/index \
  DATA_DIR=/data \
  MODEL_CACHE_DIR=/models \
  HEALTH_PORT=8080
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY LICENSE ./
# Five articles to try it with; mount your own over them.
COPY seeds /articles
RUN install --directory --owner=node --group=node --mode=0750 /index /data /models
VOLUME ["/articles", "/index", "/data", "/models"]
USER node
# The first start may download a model before it answers; the port is open to the container alone.
HEALTHCHECK --start-period=10m --interval=30s --timeout=5s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HEALTH_PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Without npm or a shell in between: node itself gets the SIGTERM, and finishes the running answers.
ENTRYPOINT ["node"]
CMD ["dist/src/main.js"]
