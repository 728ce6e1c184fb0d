// A real session with the official TypeScript client: a hundred facts, recall, update, forget, over HTTP or, with "stdio", through
// `holdfast mcp`. With "resume" only what is left of an earlier session is looked at.
//
//   node session.mjs URL KEY [stdio] [resume]
import assert from "node:assert/strict";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [url, key, ...how] = process.argv.slice(2);
const launcher = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../holdfast");
const transport = how.includes("stdio")
  ? new StdioClientTransport({ command: process.env.HOLDFAST ?? launcher, args: ["mcp", "--url", url], env: { ...process.env, HOLDFAST_API_KEY: key } })
  : new StreamableHTTPClientTransport(new URL("/mcp", url), { requestInit: { headers: { Authorization: `Bearer ${key}` } } });
const client = new Client({ name: "session", version: "1" });
await client.connect(transport);
const call = async (name, args) => {
  const result = await client.callTool({ name, arguments: args });
  assert.ok(!result.isError, JSON.stringify(result));
  return result.structuredContent;
};

const tools = (await client.listTools()).tools.map((tool) => tool.name);
for (const name of ["remember", "recall", "get_memory", "update_memory", "forget", "get_context"]) assert.ok(tools.includes(name), name);

if (!how.includes("resume")) {
  for (let i = 0; i < 100; i++) {
    await call("remember", { namespace: "session", key: `fact-${i}`, content: `Fact number ${i}: the harbour of town${i} is deep.` });
  }
  assert.equal((await call("recall", { query: "town42 harbour", namespace: "session" })).items[0].key, "fact-42");
  await call("update_memory", { namespace: "session", key: "fact-42", content: "Fact 42 was corrected.", version: 1 });
  await call("forget", { namespace: "session", key: "fact-43" });
}
assert.match((await call("get_memory", { namespace: "session", key: "fact-42" })).content, /corrected/);
const gone = await client.callTool({ name: "get_memory", arguments: { namespace: "session", key: "fact-43" } });
assert.ok(gone.isError && gone.content[0].text.includes("not_found"));
const seen = new Set();
let page = await call("get_context", { namespace: "session", limit: 30 });
for (;;) {
  page.items.forEach((item) => seen.add(item.key));
  if (!page.next_cursor) break;
  page = await call("get_context", { namespace: "session", limit: 30, cursor: page.next_cursor });
}
assert.equal(seen.size, 99);
assert.ok((await client.listResources()).resources.length > 0);
assert.ok((await client.getPrompt({ name: "recall", arguments: { topic: "town7" } })).messages[0].content.text.includes("town7"));
await client.close();
console.log(`${how.join(" ") || "http"}: ${tools.length} tools, 99 facts, corrected and forgotten ones as they should be`);
