// LangGraph.js PostgresStore (in this process, on Holdfast's PostgreSQL, a schema of its own) and the official MCP memory server (over a
// pipe, with its file), each beside Holdfast over HTTP doing the same: the same texts, one caller, call by call in turns. bench/peers/stores runs it.
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";
import pg from "pg";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { PostgresStore } from "@langchain/langgraph-checkpoint-postgres/store";

const { HOLDFAST_URL, HOLDFAST_KEY, PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE } = process.env;
const ITEMS = Number(process.env.ITEMS ?? 500);
const CALLS = Number(process.env.CALLS ?? 100);
const WARM = 20;

const WORDS = ["harbour", "ledger", "quartz", "meadow", "copper", "lantern", "orchard", "signal", "velvet", "glacier", "thistle", "anchor"];
const text = (i) => `note ${i} about the ${WORDS[i % 12]} and the ${WORDS[(i * 7 + 3) % 12]} near town${i}, ` + "which is kept because somebody may ask for it again. ".repeat(6);
const question = (i) => `town${(i * 13) % ITEMS}`;
const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const holdfast = (method, where, body) =>
  new Promise((done, failed) => {
    const json = body === undefined ? undefined : JSON.stringify(body);
    const headers = { Authorization: `Bearer ${HOLDFAST_KEY}` };
    if (json !== undefined) Object.assign(headers, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(json) });
    const request = http.request(new URL(where, HOLDFAST_URL), { method, agent, headers }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => {
        const all = Buffer.concat(parts).toString();
        if (answer.statusCode >= 300) failed(new Error(`${method} ${where}: ${answer.statusCode} ${all}`));
        else done(all === "" ? undefined : JSON.parse(all));
      });
    });
    request.on("error", failed);
    request.end(json);
  });

const compare = async (store, operation, other, ours, calls = CALLS) => {
  const times = { other: [], holdfast: [] };
  for (let i = -WARM; i < calls; i++) {
    const turns = [["other", other], ["holdfast", ours]];
    for (const [name, call] of i % 2 === 0 ? turns : turns.reverse()) {
      const start = performance.now();
      await call(i + WARM);
      if (i >= 0) times[name].push(performance.now() - start);
    }
  }
  console.log("RESULT " + JSON.stringify({ store, operation, other: median(times.other), holdfast: median(times.holdfast) }));
};
const found = (what, where) => {
  if (!(where > 0)) throw new Error(`${what} found nothing`);
};

const graphStore = async () => {
  const name = "LangGraph.js PostgresStore";
  const url = `postgresql://${PGUSER}:${encodeURIComponent(PGPASSWORD)}@${PGHOST}:${PGPORT}/${PGDATABASE}`;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query("DROP SCHEMA IF EXISTS peer_store CASCADE");
  await admin.query("CREATE SCHEMA peer_store");
  const store = PostgresStore.fromConnString(url, { schema: "peer_store" });
  await store.setup();
  const place = ["bench", "store"];
  for (let i = 0; i < ITEMS; i++) await store.put(place, `k${i}`, { content: text(i) });
  for (let i = 0; i < ITEMS; i += 500) {
    const memories = Array.from({ length: Math.min(500, ITEMS - i) }, (_, j) => ({ namespace: "bench/store", key: `k${i + j}`, content: text(i + j) }));
    await holdfast("POST", "/v1/memories/batch", { memories });
  }
  await admin.query("VACUUM ANALYZE");
  await admin.end();
  await compare(name, "get", async (i) => found("get", (await store.get(place, `k${i % ITEMS}`)).value.content.length),
    async (i) => found("get", (await holdfast("GET", `/v1/memories/bench%2Fstore/k${i % ITEMS}`)).content.length));
  await compare(name, "put", (i) => store.put(place, `k${i % ITEMS}`, { content: `${text(i)} again` }),
    (i) => holdfast("PUT", `/v1/memories/bench%2Fstore/k${i % ITEMS}`, { content: `${text(i)} again` }));
  await compare(name, `search by words in ${ITEMS}`, async (i) => found("search", (await store.search(place, { query: question(i), limit: 10 })).length),
    async (i) => found("search", (await holdfast("POST", "/v1/memories/search", { namespace: "bench/store", query: question(i), limit: 10 })).items.length));
  await store.stop();
};

const memoryServer = async () => {
  const name = "MCP memory server";
  const entity = (i) => ({ name: `entity_${i}`, entityType: "thing", observations: [text(i)] });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "bench-memory-"));
  const file = path.join(folder, "memory.jsonl");
  fs.writeFileSync(file, Array.from({ length: ITEMS }, (_, i) => JSON.stringify({ type: "entity", ...entity(i) })).join("\n"));
  const command = createRequire(import.meta.url).resolve("@modelcontextprotocol/server-memory/dist/index.js");
  const theirs = new Client({ name: "bench", version: "1" });
  await theirs.connect(new StdioClientTransport({ command: process.execPath, args: [command], env: { ...process.env, MEMORY_FILE_PATH: file }, stderr: "ignore" }));
  const ours = new Client({ name: "bench", version: "1" });
  await ours.connect(new StreamableHTTPClientTransport(new URL("/mcp", HOLDFAST_URL), { requestInit: { headers: { Authorization: `Bearer ${HOLDFAST_KEY}` } } }));
  const call = async (client, tool, args) => {
    const result = await client.callTool({ name: tool, arguments: args });
    if (result.isError) throw new Error(JSON.stringify(result.content));
    return result.structuredContent;
  };
  try {
    for (let i = 0; i < ITEMS; i += 100) await call(ours, "create_entities", { entities: Array.from({ length: Math.min(100, ITEMS - i) }, (_, j) => entity(i + j)) });
    const extra = (client, side) => (i) => call(client, "create_entities", { entities: [{ ...entity(i), name: `extra_${side}_${i}` }] });
    await compare(name, `create_entities at ${ITEMS}`, extra(theirs, "theirs"), extra(ours, "ours"));
    const open = (client) => async (i) => found("open_nodes", (await call(client, "open_nodes", { names: [`entity_${i % ITEMS}`] })).entities.length);
    await compare(name, `open_nodes at ${ITEMS}`, open(theirs), open(ours));
    const search = (client) => async (i) => found("search_nodes", (await call(client, "search_nodes", { query: question(i) })).entities.length);
    await compare(name, `search_nodes at ${ITEMS}`, search(theirs), search(ours));
  } finally {
    await theirs.close();
    await ours.close();
    fs.rmSync(folder, { recursive: true });
  }
};

let failures = 0;
for (const compared of [graphStore, memoryServer]) {
  try {
    await compared();
  } catch (failed) {
    console.error(failed);
    failures++;
  }
}
process.exit(failures === 2 ? 1 : 0);
