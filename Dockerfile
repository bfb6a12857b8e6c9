# The server as an image. The default grain runtime is the embedded one: one process, everything in it. GRAIN_RUNTIME=Orleans builds a silo of a cluster.
#   docker build -t medmgr .                                      one server
#   docker build -t medmgr-silo --build-arg GRAIN_RUNTIME=Orleans .      as docker-compose.yml does
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG GRAIN_RUNTIME=Embedded
# npm runs inside the build: the wall's scripts and the solver come from its registry.
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN dotnet publish src/MedMgr.Ops -c Release -p:GrainRuntime=$GRAIN_RUNTIME -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# Who owns the data folder in a volume that is made new.
RUN mkdir /data && chown $APP_UID /data
USER $APP_UID
VOLUME /data
EXPOSE 8080 2575
ENTRYPOINT ["dotnet", "medmgr.dll"]
CMD ["serve", "--data", "/data", "--urls", "http://0.0.0.0:8080", "--mllp-address", "0.0.0.0", "--hospital", "/app/scenarios/hospitals/riverside.yaml"]
