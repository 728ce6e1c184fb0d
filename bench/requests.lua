-- Requests as they go over the wire, taken in turns, with places that each fills in anew, for wrk. They come in a file, each after its
-- length and a line break; keys of the API come through the environment only, so that none shows in a list of processes.
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

local requests, turn = {}, 0

local function digits(count)
    local text = tostring(math.random(1, 9))
    while #text < count do
        local some = math.min(6, count - #text)
        text = text .. string.format("%0" .. some .. "d", math.random(0, 10 ^ some - 1))
    end
    return text
end

local function place(name)
    if name == "KEY" then
        local first, last = tonumber(from("FIRST_KEY")), tonumber(from("LAST_KEY"))
        return function() return tostring(math.random(first, last)) end
    elseif name == "NUMBER" then
        return function() return tostring(math.random(100000, 999999)) end
    elseif name == "FRESH" then
        return function() return digits(12) end
    elseif name == "CLAIM" then
        return function() return digits(18) end
    end
    error("no such place: " .. name)
end

-- Texts at odd positions, functions at even ones.
local function parsed(text)
    local parts, from_here = {}, 1
    while true do
        local first, last, name = text:find("@(%u+)@", from_here)
        if not first then
            parts[#parts + 1] = text:sub(from_here)
            return parts
        end
        parts[#parts + 1] = text:sub(from_here, first - 1)
        parts[#parts + 1] = place(name)
        from_here = last + 1
    end
end

function init()
    math.randomseed(tonumber(from("SEED")) * 1000 + number)
    local file = assert(io.open(from("REQUESTS"), "rb"))
    while true do
        local length = file:read("*n")
        if not length then break end
        file:read(1)
        local text = file:read(length):gsub("@API_KEY@", from("API_KEY"), 1)
        requests[#requests + 1] = parsed(text)
    end
    file:close()
    turn = number
end

function request()
    turn = turn % #requests + 1
    local parts, text = requests[turn], {}
    for i, part in ipairs(parts) do
        text[i] = i % 2 == 1 and part or part()
    end
    return table.concat(text)
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        "\nRESULT requests=%d micros=%d failed=%d broken=%d bytes=%d p50=%d p99=%d\n",
        summary.requests, summary.duration, errors.status,
        errors.connect + errors.read + errors.write + errors.timeout,
        summary.bytes, latency:percentile(50), latency:percentile(99)))
end
