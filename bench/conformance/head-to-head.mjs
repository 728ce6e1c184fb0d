// The tools of the official MCP memory server, there and here, by the same client: parallel writes, words in another order, latency at
// growing sizes, bytes of the list of tools. `bench/conformance/head-to-head` runs it.
//
//   node head-to-head.mjs URL KEY   (the server offers the set memory-server only)
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [url, key] = process.argv.slice(2);
const SIZES = [1_000, 10_000, 50_000];
const CALLS = 20;
const entity = (i) => ({ name: `entity_${i}`, entityType: "thing", observations: [`It stands in town${i} near the harbour`, `It weighs ${i} pounds`] });
const percentile = (times, share) => times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];

const connect = async (transport) => {
  const client = new Client({ name: "head-to-head", version: "1" });
  await client.connect(transport);
  return client;
};
const theirs = async (lines) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "head-to-head-"));
  const file = path.join(folder, "memory.jsonl");
  fs.writeFileSync(file, lines.join("\n"));
  const command = createRequire(import.meta.url).resolve("@modelcontextprotocol/server-memory/dist/index.js");
  const client = await connect(new StdioClientTransport({ command: process.execPath, args: [command], env: { ...process.env, MEMORY_FILE_PATH: file }, stderr: "ignore" }));
  return { client, fill: async () => {}, close: async () => { await client.close(); fs.rmSync(folder, { recursive: true }); } };
};
const ours = async () => {
  const client = await connect(new StreamableHTTPClientTransport(new URL("/mcp", url), { requestInit: { headers: { Authorization: `Bearer ${key}` } } }));
  return { client, close: () => client.close() };
};
const call = async (client, name, args) => {
  const result = await client.callTool({ name, arguments: args }, undefined, { timeout: 120_000 });
  if (result.isError) throw new Error(JSON.stringify(result.content));
  return result.structuredContent;
};
const timed = async (work) => {
  const times = [];
  for (let i = 0; i < CALLS; i++) {
    const start = performance.now();
    await work(i);
    times.push(performance.now() - start);
  }
  return `${percentile(times, 0.5).toFixed(1)} / ${percentile(times, 0.95).toFixed(1)}`;
};
const wipe = async (client) => {
  for (;;) {
    const names = (await call(client, "read_graph", {})).entities.map((one) => one.name);
    if (names.length === 0) return;
    for (let i = 0; i < names.length; i += 500) await call(client, "delete_entities", { entityNames: names.slice(i, i + 500) });
  }
};

const rows = { "bytes of tools/list": [], "parallel writes kept, of 20": [], "found: harbour town7 (words in another order)": [] };
for (const size of SIZES) {
  rows[`create_entities at ${size}: p50 / p95 ms`] = [];
  rows[`search_nodes at ${size}: p50 / p95 ms`] = [];
}
for (const side of ["theirs", "ours"]) {
  let { client, close } = side === "theirs" ? await theirs([]) : await ours();
  if (side === "ours") await wipe(client);
  rows["bytes of tools/list"].push(JSON.stringify((await client.listTools()).tools).length);
  const attempts = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => call(client, "create_entities", { entities: [{ ...entity(i), name: `parallel_${i}` }] })));
  let kept = "unreadable";
  try {
    kept = (await call(client, "read_graph", {})).entities.length;
  } catch {
    // The file was left as something that is no JSON.
  }
  rows["parallel writes kept, of 20"].push(`${kept} (${attempts.filter((one) => one.status === "fulfilled").length} reported done)`);
  await close();
  for (const size of SIZES) {
    const all = Array.from({ length: size }, (_, i) => entity(i));
    ({ client, close } = side === "theirs" ? await theirs(all.map((one) => JSON.stringify({ type: "entity", ...one }))) : await ours());
    if (side === "ours") for (let i = 0; i < size; i += 500) await call(client, "create_entities", { entities: all.slice(i, i + 500) });
    if (size === SIZES[0]) {
      rows["found: harbour town7 (words in another order)"].push((await call(client, "search_nodes", { query: "harbour town7" })).entities.length);
    }
    rows[`create_entities at ${size}: p50 / p95 ms`].push(await timed((i) => call(client, "create_entities", { entities: [{ ...entity(i), name: `extra_${side}_${size}_${i}` }] })));
    rows[`search_nodes at ${size}: p50 / p95 ms`].push(await timed((i) => call(client, "search_nodes", { query: `town${size - 1 - i} near` })));
    await close();
  }
}
console.log("| | @modelcontextprotocol/server-memory | Holdfast |\n|---|---|---|");
for (const [what, [there, here]] of Object.entries(rows)) console.log(`| ${what} | ${there} | ${here} |`);
