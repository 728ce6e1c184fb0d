-- One kind of request at a random key, for wrk. Everything comes through the environment, so that no key shows in a list of processes.
local function from(name)
    local value = os.getenv("BENCH_" .. name)
    assert(value, "BENCH_" .. name .. " is not set")
    return value
end

local threads = 0
function setup(thread)
    threads = threads + 1
    thread:set("number", threads)
end

local kind, path, first, last, reading, writing, before, after

function init()
    math.randomseed(tonumber(from("SEED")) * 1000 + number)
    kind = from("KIND")
    path = from("PATH")
    first = tonumber(from("FIRST_KEY"))
    last = tonumber(from("LAST_KEY"))
    reading = " HTTP/1.1\r\nHost: " .. from("HOST") .. "\r\nAuthorization: Bearer " .. from("API_KEY") .. "\r\n"
    before = '{"content":"' .. from("CONTENT")
    after = '",' .. from("REST") .. "}"
    -- The number in the content always has six digits.
    local length = #before + 6 + #after
    writing = reading .. "Content-Type: application/json\r\nContent-Length: " .. length .. "\r\n"
end

function request()
    local key = math.random(first, last)
    if kind == "read" then
        return "GET " .. path .. key .. reading .. "\r\n"
    end
    local once = ""
    if kind == "upsert_once" then
        once = string.format("Idempotency-Key: %09d%09d\r\n", math.random(0, 999999999), math.random(0, 999999999))
    end
    return "PUT " .. path .. key .. writing .. once .. "\r\n" .. before .. math.random(100000, 999999) .. after
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        "\nRESULT requests=%d micros=%d failed=%d broken=%d mean=%.1f p50=%d p99=%d\n",
        summary.requests, summary.duration, errors.status,
        errors.connect + errors.read + errors.write + errors.timeout,
        latency.mean, latency:percentile(50), latency:percentile(99)))
end
