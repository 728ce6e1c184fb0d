// What anybody would write in an hour: fastify, pg, one table; who asks is not asked. PG* and PORT come by the environment.
import Fastify from "fastify";
import pg from "pg";

const ALL = "namespace, key, content, category, importance, tags, metadata, version, created_at, updated_at";
const database = new pg.Pool({ max: 16 });
const server = Fastify();

server.get("/memories/:namespace/:key", async (request, reply) => {
  const { rows } = await database.query({
    name: "find",
    text: `SELECT ${ALL} FROM peer.memory WHERE namespace = $1 AND key = $2`,
    values: [request.params.namespace, request.params.key],
  });
  return rows.length === 0 ? reply.code(404).send() : rows[0];
});

server.put("/memories/:namespace/:key", async (request) => {
  const { content, category, importance, tags, metadata } = request.body;
  const { rows } = await database.query({
    name: "set",
    text: `INSERT INTO peer.memory AS m (namespace, key, content, category, importance, tags, metadata)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (namespace, key) DO UPDATE SET content = excluded.content, category = excluded.category,
          importance = excluded.importance, tags = excluded.tags, metadata = excluded.metadata,
          version = m.version + 1, updated_at = now()
      RETURNING ${ALL}`,
    values: [request.params.namespace, request.params.key, content, category, importance, tags, metadata],
  });
  return rows[0];
});

await server.listen({ host: "127.0.0.1", port: Number(process.env.PORT) });
