#!/usr/bin/env python3
"""Writes records.jsonl and records.questions.jsonl: papers of a made-up logistics firm, and questions about them in a few words.

A record says some facts (its slots) in one of several wordings, besides others that it mentions in passing. Questions are made of slots, and what is
relevant is decided by slots alone: 2 for a record that is about all of them, 1 for one that is about the same thing in another respect. Many
records differ in one slot only, or have the same words in other roles. Seeded, so it always writes the same."""
import itertools
import json
import pathlib
import random

R = random.Random(20260118)
HERE = pathlib.Path(__file__).parent
SITES = "Lisbon Porto Gdansk Tampere Malmo Ghent Lyon Turin Graz Brno Leeds Cork Bergen Aarhus Bilbao Rostock".split()
DEVICES = ["conveyor belt", "label printer", "forklift", "cold store", "loading ramp", "barcode scanner", "weighbridge", "sorting robot",
           "packing line", "dock door", "charging station", "fire alarm", "pallet wrapper", "backup generator", "camera system", "heat pump"]
PARTS = ["motor", "sensor", "firmware", "battery", "power cable", "bearing", "air filter", "display", "valve", "brake", "antenna", "control unit"]
WORK = [("replace", "replaced", "replacement"), ("repair", "repaired", "repair"), ("recalibrate", "recalibrated", "recalibration"),
        ("upgrade", "upgraded", "upgrade"), ("inspect", "inspected", "inspection"), ("clean", "cleaned", "cleaning"),
        ("relocate", "relocated", "relocation"), ("test", "tested", "test")]
FAULTS = ["overheated", "jammed", "leaked", "reported wrong values", "stopped without warning", "made a grinding noise", "failed its self-test",
          "lost its connection"]
CAUSES = ["dust in the housing", "a loose screw", "a voltage drop", "water from the roof", "a worn seal", "a wrong setting after the holidays",
          "a driver who hit the post", "software that had expired", "frost in the pipes", "a mouse that bit through the line"]
FIRST = "Amara Bogdan Chiara Dilan Elif Fergus Greta Hamza Ines Jarek Kirsti Levi Magda Nuno Oona Piet Rania Sven Tilda Umberto".split()
LAST = "Abbott Brandt Costa Dvorak Eriksen Ferreira Gallo Hughes Ivanova Jansen Kowalski Lindgren Moreau Novak Okafor Petrov".split()
VENDORS = "Alvera Boltworks Cobalt Deltech Enrova Fabrix Gantry Helio Intrax Juno Kestrel Lumen".split()
CUSTOMERS = "Brightwell Carraway Dunmore Eastgate Fairholm Greyfriars Hollybank Inchmere Jesmond Kirkwall Larkhill Marchmont".split()
SERVICES = ["cleaning", "security", "waste collection", "lift maintenance", "catering", "pest control", "snow clearing", "window repair"]
GOODS = ["frozen fish", "bicycle parts", "olive oil", "roof tiles", "office chairs", "vaccines", "garden furniture", "coffee beans", "wine", "paint"]
LATE = ["a strike at the border", "a flat tyre", "a wrong address on the label", "missing customs papers", "a storm on the coast", "a double booking"]
ROLES = ["shift supervisor", "forklift driver", "payroll clerk", "customs agent", "electrician", "network engineer", "buyer", "nurse", "trainer",
         "claims handler"]
DESKS = ["returns desk", "night shift", "customs office", "spare parts store", "training room", "canteen", "help desk", "quality lab"]
STEPS = ["combine", "close", "move", "expand", "outsource", "automate"]
REASONS = ["the rent rises", "two people retire", "customers wait too long", "the lease ends", "volumes have doubled", "the auditors ask for it",
           "energy has become expensive"]
MONTHS = "January February March April May June July August September October November December".split()
people = [f"{a} {b}" for a, b in itertools.product(FIRST, LAST)]
R.shuffle(people)
records = []


def pick(options):
    return R.choice(options)


def when():
    return f"{pick(MONTHS)} {R.randint(2018, 2025)}"


def passing():
    """Says something of other records without being about it."""
    work = pick(WORK)
    return pick([
        f"The {pick(DEVICES)} in {pick(SITES)} had its {pick(PARTS)} {work[1]} in {when()}, but that has nothing to do with it.",
        f"{pick(people)} of {pick(SITES)} asked for a copy.",
        f"Compare the {work[2]} of the {pick(PARTS)} of the {pick(DEVICES)} two years ago.",
        f"{pick(CUSTOMERS)} was told by telephone, as was {pick(VENDORS)}.",
        f"A similar case is known from {pick(SITES)}, where the {pick(SERVICES)} contract of {pick(VENDORS)} was the reason.",
        f"The {pick(DESKS)} in {pick(SITES)} is not affected.",
        f"Everything else, from the {pick(DEVICES)} to the {pick(DEVICES)}, works as usual.",
        f"At the same time goods for {pick(CUSTOMERS)} went from {pick(SITES)} to {pick(SITES)} without delay.",
        "The costs are within the budget.", "No one was hurt.", "The next review is in a year.", "Photographs are in the usual folder.",
        f"Questions go to {pick(people)}, who is a {pick(ROLES)}."])


def add(kind, titles, wordings, **slots):
    body = [pick(wordings)] + [passing() for _ in range(R.choice([0, 1, 1, 2, 2, 3, 5]))]
    if R.random() < 0.3:
        body.insert(0, body.pop())
    number = len(records) + 1
    title = pick(titles) if R.random() < 0.6 else pick(["Note", "Report", "Memo", "File"]) + f" {number}"
    records.append({"key": f"r{number:04d}", "kind": kind, "slots": slots, "title": title, "text": " ".join(body)})


def incident(site, device, part, work, fault):
    cause, who, at, hours = pick(CAUSES), pick(people), when(), R.randint(1, 30)
    add("incident", [f"{device.capitalize()} in {site}: {part} {work[1]}", f"{site}, {part} of the {device}", f"Incident in {site}"], [
        f"In {at} the {device} of the {site} depot {fault}. The {part} was {work[1]} by {who} after {hours} hours. The cause was {cause}.",
        f"{who} had the {part} of the {device} in {site} {work[1]}, because the machine {fault}. It was {cause}. It stood still for {hours} hours.",
        f"{site}: the {device} {fault} in {at}; reason: {cause}. {work[2].capitalize()} of its {part} took {hours} hours.",
        f"After the {device} {fault}, {site} lost {hours} hours. What had to be {work[1]} was the {part}. {who} blames {cause}."],
        site=site, device=device, part=part, work=work[0], fault=fault)


def contract(vendor, service, site, months):
    price, at = R.randint(2, 90) * 100, when()
    add("contract", [f"{vendor}: {service} in {site}", f"Contract with {vendor}", f"{service.capitalize()}, {site} depot"], [
        f"{vendor} does the {service} in {site} for {price} euros a month since {at}. Notice has to be given {months} months before the end.",
        f"The contract with {vendor} about {service} for the depot in {site} began in {at}. Period of notice: {months} months. Price: {price} euros.",
        f"For {service} the {site} depot pays {price} euros to {vendor}. Either side can end it with {months} months' notice."],
        vendor=vendor, service=service, site=site)


def delivery(customer, goods, origin, target):
    late, days = pick(LATE), R.randint(1, 14)
    add("delivery", [f"{goods.capitalize()} for {customer}", f"{origin} to {target}: late delivery", f"Complaint of {customer}"], [
        f"The {goods} for {customer} left {origin} on time but reached {target} {days} days late because of {late}.",
        f"{customer} complains: a lorry with {goods} from {origin} to {target} was {days} days late. The reason was {late}.",
        f"Because of {late}, the transport of {goods} from {origin} to {target} was delayed by {days} days; {customer} got a refund."],
        customer=customer, goods=goods, origin=origin, target=target)


def decision(step, desk, site):
    reason, who, at = pick(REASONS), pick(people), when()
    past = {"combine": "combined with its neighbour", "close": "closed", "move": "moved to another floor", "expand": "expanded",
            "outsource": "outsourced", "automate": "automated"}[step]
    add("decision", [f"{desk.capitalize()}, {site}", f"Decision of {at}", f"{site}: {desk} to be {past.split()[0]}"], [
        f"It was decided in {at} that the {desk} in {site} is {past}, because {reason}. {who} sees to it.",
        f"{who} proposed, and the board agreed, to have the {desk} of the {site} depot {past}: {reason}.",
        f"Since {reason}, {site} will have its {desk} {past}. Decided in {at}."], step=step, desk=desk, site=site)


def procedure(device, part, work):
    weeks, tool = R.randint(1, 40), pick(["torque wrench", "soft brush", "test lamp", "laptop", "grease gun", "vacuum cleaner"])
    add("procedure", [f"How to {work[0]} the {part} of a {device}", f"{device.capitalize()} maintenance", f"Procedure: {part}"], [
        f"The {part} of a {device} is {work[1]} every {weeks} weeks. Switch the machine off, wait a minute, and use a {tool}.",
        f"To {work[0]} the {part} of the {device} you need a {tool}. Do it every {weeks} weeks and note it in the book.",
        f"{work[2].capitalize()} of the {part} on every {device} is due every {weeks} weeks; a {tool} is enough."],
        device=device, part=part, work=work[0])


def profile(person, role, before, site):
    year = R.randint(1995, 2024)
    add("profile", [person, f"{person}, {site}", f"Staff of {site}"], [
        f"{person} is a {role} in {site} since {year}. Before that she worked as a {before}.",
        f"{person} came to {site} as a {before} and has been its {role} since {year}.",
        f"In {site} {person} is known as the {role} who used to be a {before}. He joined in {year}."],
        person=person, role=role, before=before, site=site)


def siblings(make, values, fixed, spread):
    """Records around one: those that differ from it in some slots."""
    make(*fixed)
    for _ in range(spread):
        other = list(fixed)
        for place in R.sample(range(len(fixed)), R.choice([1, 1, 2])):
            other[place] = pick(values[place])
        if other != list(fixed):
            make(*other)


for _ in range(70):
    siblings(incident, [SITES, DEVICES, PARTS, WORK, FAULTS], [pick(SITES), pick(DEVICES), pick(PARTS), pick(WORK), pick(FAULTS)], 9)
for _ in range(36):
    siblings(contract, [VENDORS, SERVICES, SITES, range(1, 13)], [pick(VENDORS), pick(SERVICES), pick(SITES), R.randint(1, 12)], 8)
for _ in range(50):
    route = R.sample(SITES, 2)
    base = [pick(CUSTOMERS), pick(GOODS), *route]
    siblings(delivery, [CUSTOMERS, GOODS, SITES, SITES], base, 6)
    delivery(base[0], base[1], base[3], base[2])
    delivery(pick(CUSTOMERS), base[1], base[3], base[2])
for _ in range(36):
    siblings(decision, [STEPS, DESKS, SITES], [pick(STEPS), pick(DESKS), pick(SITES)], 7)
for _ in range(40):
    siblings(procedure, [DEVICES, PARTS, WORK], [pick(DEVICES), pick(PARTS), pick(WORK)], 6)
for i in range(40):
    base = [people[i], *R.sample(ROLES, 2), pick(SITES)]
    profile(*base)
    for j in range(5):
        roles = [base[1], base[2]] if j < 2 else [base[2], base[1]] if j == 2 else R.sample(ROLES, 2)
        profile(people[100 + i * 5 + j], *roles, base[3] if j == 2 or R.random() < 0.4 else pick(SITES))
R.shuffle(records)

# What is asked of each kind: the slots of a full answer, those of a half one, and wordings.
ASKED = {
    "incident": [(("site", "device", "part", "work"), ("site", "device", "part"),
                  ["{device} {part} {work} {site}", "{work} of the {part} on the {site} {device}", "{site} depot {device} {part} {work}"]),
                 (("site", "device", "fault"), ("site", "device"), ["{device} {fault} {site}", "why the {site} {device} {fault}"])],
    "contract": [(("vendor", "service", "site"), ("vendor", "service"),
                  ["{vendor} {service} contract {site}", "notice period {service} {site} {vendor}", "price of {service} by {vendor} {site} depot"])],
    "delivery": [(("customer", "goods", "origin", "target"), ("goods", "origin", "target"),
                  ["{goods} from {origin} to {target} {customer}", "{customer} {goods} late {origin} to {target}"]),
                 (("goods", "origin", "target"), ("origin", "target"), ["{goods} delayed from {origin} to {target}", "late {goods} {origin} to {target}"])],
    "decision": [(("step", "desk", "site"), ("desk", "site"), ["{step} the {desk} in {site}", "{site} {desk} {step} reason"])],
    "procedure": [(("device", "part", "work"), ("device", "part"), ["how often to {work} the {part} of a {device}", "{work} {device} {part} tool"])],
    "profile": [(("role", "before", "site"), ("role", "site"), ["{role} in {site} formerly {before}", "{before} who became {role} {site}"])],
}
NOUNS = {work[0]: work[2] for work in WORK}
questions, seen = [], set()
while len(questions) < 200:
    record = pick(records)
    full, half, wordings = pick(ASKED[record["kind"]])
    slots = record["slots"]
    wording = pick(wordings)
    words = dict(slots)
    if "work" in words and not wording.startswith("how often"):
        words["work"] = pick([words["work"], NOUNS[words["work"]]])
    text = wording.format(**words)
    alike = [r for r in records if r["kind"] == record["kind"]]
    same = [r["key"] for r in alike if all(r["slots"][s] == slots[s] for s in full)]
    close = [r["key"] for r in alike if all(r["slots"][s] == slots[s] for s in half) and r["key"] not in same]
    if text in seen or len(same) > 3 or len(close) > 12:
        continue
    seen.add(text)
    number = len(questions) + 1
    questions.append({"id": f"records-{number}", "half": "tuning" if number % 2 else "heldout", "kind": record["kind"], "question": text,
                      "relevant": {**{k: 2 for k in same}, **{k: 1 for k in close}}})


def write(name, rows):
    (HERE / name).write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


write("records.jsonl", [{"key": r["key"], "title": r["title"], "text": r["text"]} for r in records])
write("records.questions.jsonl", questions)
print(len(records), "records,", len(questions), "questions")
