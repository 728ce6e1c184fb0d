package dev.holdfast.app.config;

import java.util.List;

/**
 * What agents are offered over the Model Context Protocol.
 *
 * @param tools names of sets of tools; at least one
 */
public record McpConfig(List<String> tools) {
    public McpConfig {
        tools = List.copyOf(tools);
    }

    static final Setting<List<String>> TOOLS = Setting.of(
                    "mcp.tools",
                    "HOLDFAST_MCP_TOOLS",
                    Form.list(Form.matching(
                            "memory, knowledge, memory-server, chatgpt or admin",
                            "memory|knowledge|memory-server|chatgpt|admin")),
                    "memory",
                    "The sets of tools that agents are offered at `/mcp` and by `holdfast mcp`. `memory`: remember, recall and the"
                            + " like. `knowledge`: documents. `memory-server`: the nine tools of the official MCP memory server, for clients that"
                            + " know those. `chatgpt`: `search` and `fetch`, as OpenAI's clients want them. `admin`: a look at server, keys and"
                            + " audit, for keys that may."
                            + " Every tool costs a model some of its attention, so offer what is used.")
            .withFlag("--mcp-tools");

    static final Section SECTION = new Section("Model Context Protocol", List.of(TOOLS));

    static McpConfig of(Values values) {
        return new McpConfig(values.get(TOOLS));
    }
}
