#!/usr/bin/env python3
"""Writes assistant-*.jsonl: somebody's talks with an assistant over a year, about 600 turns, and what that person asks later.

Facts are told in passing, in the middle of asking for something else; the assistant's advice is full of the words of the topic. Which turn answers
is known because facts are put into turns here. Facts, questions, requests and advice were written by hand; a seed decides their order."""
import datetime
import json
import pathlib
import random

HERE = pathlib.Path(__file__).parent

# topic -> facts [(what the user says, [(question, kind)])], requests, advice
TUNING = {
    "cooking": ([
        ("By the way, I finally used the cast iron pan my aunt Berenice left me, and it browns much better than the steel one.",
         [("Who did I get my cast iron pan from?", "who")]),
        ("I have been off gluten since the doctor called in February, so please keep that in mind.",
         [("What can't I eat since February?", "what"), ("Since when have I avoided gluten?", "when")]),
        ("Yesterday eleven people came to dinner and I completely ran out of plates.",
         [("How many guests did I have when there were not enough plates?", "number")]),
        ("I bought saffron at the little Persian shop on Mill Street, and it cost more than the chicken.",
         [("Where did I buy the saffron?", "where")]),
        ("My sister taught me her trick with the pickle brine, so the potatoes are sorted.",
         [("Whose trick do I use for potatoes?", "who")]),
        ("The oven thermometer says it runs twenty degrees too hot, which explains the biscuits.",
         [("How much hotter than it should be is my oven?", "number"), ("Why were my biscuits burnt?", "why")])],
        ["What can I do with half a pumpkin?", "Could you suggest a menu for a cold evening?", "How do I keep rice from sticking?",
         "Is it worth making stock from scratch?", "What goes well with lentils?", "How long may cooked chicken stay in the fridge?",
         "Can I freeze a gratin?", "What is a good knife for a beginner?", "How do I season a pan properly?", "Any idea for a soup without cream?"],
        ["Season in small steps and taste after each of them, because salt cannot be taken out again.",
         "A heavy pan keeps its heat when cold food is put in, which is why it browns so evenly.",
         "For a dinner with many guests, choose dishes that can be prepared the day before.",
         "Stock freezes well in small portions, and a spoon of it improves almost any sauce.",
         "Many recipes can be made without gluten if you replace flour by rice or potato starch.",
         "Saffron should be soaked in warm water for ten minutes before it is used.",
         "An oven is rarely as hot as its dial says, so a thermometer is a good investment.",
         "Plan on about half a pound of potatoes for each person, a little more if they are the main dish.",
         "Sharp knives are safer than blunt ones, because they do not slip.", "Let meat rest for some minutes before you cut it."]),
    "running": ([
        ("I finished the Harbour Half in two hours and four minutes, six minutes slower than I had hoped.",
         [("What was my time in the Harbour Half?", "number")]),
        ("My left knee has been sore since I fell on the stairs at the office, nothing dramatic.",
         [("How did I hurt my knee?", "why"), ("Which knee of mine is sore?", "what")]),
        ("I run with Tomoko on Thursdays now; she lives round the corner and is much faster than me.",
         [("Who do I go running with?", "who"), ("On which day do I run with my neighbour?", "when")]),
        ("The green shoes went back to the shop, they were half a size too small.",
         [("Why did I return the green shoes?", "why")]),
        ("I have signed up for the marathon in Valencia, so there is no way back.",
         [("Which marathon am I going to run?", "where")]),
        ("I listen to the history podcast about the Hanseatic League on long runs, it makes the kilometres disappear.",
         [("What do I listen to on long runs?", "what")])],
        ["How should I build up my distance?", "Is it bad to run two days in a row?", "What should I eat before a long run?",
         "Do I need new shoes every year?", "How do I breathe on hills?", "What is a tempo run?", "Should I stretch before or after?",
         "How much should I drink in summer?", "Can I swap a run for cycling?", "What pace is easy for me?"],
        ["Increase your weekly distance by no more than ten per cent, and take an easier week now and then.",
         "Shoes last for six to eight hundred kilometres; after that the sole no longer cushions your knee.",
         "For a half marathon, one long run a week is enough, at a pace at which you can still talk.",
         "Pain in the knee that does not go away within two weeks should be seen by a doctor.",
         "Running with somebody who is faster can help, as long as easy days stay easy.",
         "Before a marathon, do not try anything new: no new shoes, no new food.",
         "Music or a podcast takes your mind off the effort, but keep the volume low near traffic.",
         "Drink when you are thirsty, and a little more when it is hot.", "Hills are best run by effort and not by pace.",
         "A day of rest is a part of training."]),
    "garden": ([
        ("The fig tree we planted when Oskar was born has its first fruit this year.",
         [("When did we plant the fig tree?", "when")]),
        ("Something has eaten all my lettuces but the red ones, and I suspect the snails from next door.",
         [("Which lettuces of mine survived?", "what")]),
        ("I swapped three tomato seedlings for a rhubarb root with old Mr Pemberton over the fence.",
         [("What did I give for the rhubarb?", "what"), ("Who did I get the rhubarb from?", "who")]),
        ("The rain barrel holds three hundred litres and was empty by the twelfth of July.",
         [("How large is my rain barrel?", "number"), ("When did the rain barrel run dry?", "when")]),
        ("We had to take down the old pear because of fire blight, and the bench will go there.",
         [("Why did we fell the pear tree?", "why"), ("What will stand where the pear tree was?", "what")]),
        ("The bees belong to my colleague Wanda, I only lend her the corner behind the shed.",
         [("Whose bees are in my garden?", "who")])],
        ["When should I prune the roses?", "What grows in deep shade?", "How do I make compost faster?", "Is it too late to sow beans?",
         "What helps against aphids?", "How often should I water in August?", "Which herbs come back every year?", "Should I dig the beds in autumn?",
         "What can I plant beside tomatoes?", "How do I protect a young tree in winter?"],
        ["Water early in the morning, thoroughly and not too often, so that roots grow deep.",
         "Snails like lettuces, but tend to leave red and bitter kinds alone.",
         "A young fig tree needs a warm wall and some protection in its first winters.",
         "Rhubarb wants rich soil and should not be harvested in its first year.",
         "Fire blight spreads quickly from pear to apple, so affected branches must be burnt.",
         "A barrel collects a surprising amount of rain from even a small roof.",
         "Bees need flowers from March to October, so plant something for each month.",
         "Compost works best when green and brown material alternate.", "Tomatoes dislike wet leaves and love warm feet.",
         "Prune roses when the forsythia blooms."]),
    "kitchen": ([
        ("The fitters come on the third of May, and until then we cook on the camping stove in the hall.",
         [("When do the kitchen fitters come?", "when"), ("Where do we cook during the renovation?", "where")]),
        ("We settled on oak for the worktop after all, because the stone was too cold for my liking.",
         [("What is our worktop made of?", "what"), ("Why did we decide against stone?", "why")]),
        ("The electrician, a Mr Adeyemi, found that the whole wall had no earth wire.",
         [("What was wrong with the wiring of the wall?", "what"), ("What is the name of our electrician?", "who")]),
        ("All in all the quote is fourteen thousand six hundred, appliances not included.",
         [("How much will the kitchen cost?", "number")]),
        ("My mother-in-law thinks the blue is too dark, but Leandro and I love it.",
         [("Who dislikes the colour of the kitchen?", "who")]),
        ("The dishwasher was delivered with a dent and they knocked eighty euros off the price.",
         [("How much discount did I get because of the dent?", "number")])],
        ["How high should a worktop be?", "Is induction really better than gas?", "How do I compare quotes?", "Do I need a permit to move a sink?",
         "Which colours make a small room larger?", "How loud may an extractor be?", "Where should the fridge stand?", "What is a good tap?",
         "How do I plan enough sockets?", "Can tiles be laid over old tiles?"],
        ["Get at least three quotes, and see to it that they include the same appliances.",
         "Oak needs oil twice a year, while stone wants nothing but is cold and heavy.",
         "An electrician should check the wiring before the fitters come, above all in an old house.",
         "Dark blue works well when the walls and the ceiling are light.",
         "During the works a camping stove and a basin are all that you need for simple meals.",
         "If something is delivered with a dent, take a photograph at once and ask for a discount.",
         "Plan two sockets more than you think you need on every wall.", "The way from sink to stove should be short.",
         "A deposit of more than a third is unusual.", "Leave some slack in the budget for surprises behind the old cupboards."]),
    "car": ([
        ("I sold the old Volvo to a student from Aachen who wants to drive it to Georgia.",
         [("Who bought my Volvo?", "who"), ("Where does the buyer want to go with my old car?", "where")]),
        ("The garage says the clutch will last another ten thousand kilometres at best.",
         [("How long will my clutch last?", "number")]),
        ("Somebody scratched the door in the car park of the swimming pool and did not leave a note.",
         [("Where was my car scratched?", "where")]),
        ("I passed the test at the second attempt, back when I lived in Utrecht.",
         [("Where did I live when I got my licence?", "where"), ("How many attempts did I need for the driving test?", "number")]),
        ("The insurance went up by a third since the hail in June.",
         [("Why did my insurance become more expensive?", "why")]),
        ("For the winter I have put a bag of cat litter in the boot, an idea of the lorry driver next door.",
         [("What do I keep in the boot in winter?", "what")])],
        ["Is an electric one worth it for short trips?", "How often should I change the oil?", "What does the yellow lamp mean?",
         "Should I buy or lease?", "How do I get a scratch out?", "What pressure should tyres have?", "Do I need winter tyres in the city?",
         "How can I lower the insurance?", "What should I look at in a used one?", "How do I get rid of the smell of dog?"],
        ["A used car should be looked at in daylight, with its papers and a cold engine.",
         "Insurance depends on where you park, how far you drive, and how often you had claims.",
         "A scratch that does not catch your nail can be polished out; a deeper one on a door is work for a garage.",
         "The clutch wears out faster in a city, because you start so often.",
         "Tyres lose a little pressure every month, and in winter more.",
         "Hail damage is usually covered, but ask before you claim it.", "For short trips an electric car is cheap to run.",
         "Keep a blanket, water and a lamp in the boot in winter.", "Oil is changed every fifteen thousand kilometres or once a year.",
         "Sell privately if you have time, to a dealer if you have not."]),
    "books": ([
        ("Our club meets at the back of the Copper Kettle on the last Monday of the month.",
         [("Where does my book club meet?", "where"), ("When does the book club meet?", "when")]),
        ("I gave up on the Russian one after ninety pages, there were simply too many names.",
         [("Why did I not finish the Russian novel?", "why"), ("After how many pages did I stop reading?", "number")]),
        ("Ludmila lent me her signed copy, so I read it with gloves on, more or less.",
         [("Whose signed copy did I borrow?", "who")]),
        ("I read to the children at the library on Saturdays, they ask for the hedgehog story every time.",
         [("What do I do on Saturdays?", "what"), ("Which story do the children always want?", "what")]),
        ("My reading chair is the one from the dentist's waiting room that closed down.",
         [("Where is my reading chair from?", "where")]),
        ("This year I have managed twenty-three so far, mostly on the tram.",
         [("How many books have I read this year?", "number"), ("Where do I mostly read?", "where")])],
        ["Can you recommend a short novel?", "How do I start a discussion about a book?", "Is it all right to skip chapters?",
         "What is a good detective story set in the north?", "How do I remember what I read?", "Which classics are funny?",
         "What should our club read in summer?", "How do I get a child to read?", "Are audio books cheating?", "Who writes like Tove Jansson?"],
        ["A club talks best about books that half of its members dislike.",
         "If a novel has many names, keep a slip of paper with the family tree in it.",
         "Give a book ninety pages or your age, and then feel free to stop.",
         "Children like to hear the same story again and again, because they know what will come.",
         "A signed copy should be kept out of the sun and away from coffee.",
         "Good light and a comfortable chair are half of reading.", "For the summer choose something short that fits in a bag.",
         "Audio books are reading with your ears.", "Write one sentence about each book on the day you finish it.",
         "Libraries often have a box of club books that can be borrowed for a month."])}

HELDOUT = {
    "cycling": ([
        ("I picked up the second-hand tourer from a retired postman in Delft, it has mudguards and everything.",
         [("Where did I get my touring bike?", "where"), ("Who sold me the bike?", "who")]),
        ("The ferry to Texel turned us back because of the wind, so we slept in a hay barn.",
         [("Why couldn't we take the ferry?", "why"), ("Where did we spend the night when the ferry did not go?", "where")]),
        ("My saddle is set at seventy-four centimetres since the fitting, and the back pain is gone.",
         [("How high is my saddle?", "number"), ("What helped against my back pain?", "what")]),
        ("Anneke and I have done four hundred and ten kilometres since Easter.",
         [("How far have we cycled since Easter?", "number"), ("Who do I cycle with?", "who")]),
        ("The lock was cut in front of the cinema, but they left the bike, it must have been too heavy.",
         [("Where was my lock cut?", "where")]),
        ("I promised my nephew the small blue one for his seventh birthday.",
         [("Who will get the small blue bicycle?", "who")])],
        ["How do I mend a flat on the road?", "What should be in a repair kit?", "How far can a beginner go in a day?",
         "Which tyres are best for gravel?", "Is a helmet mirror any use?", "How do I clean a chain?", "What do I wear in the rain?",
         "How do I take a bicycle on a train?", "Are hub dynamos worth it?", "How much luggage is too much?"],
        ["A comfortable saddle at the right height prevents most pain in knees and back.",
         "On a tour sixty kilometres a day is plenty for a beginner, less when there is wind.",
         "Ferries may stop in a storm, so have somewhere to sleep in mind on both sides.",
         "Use two locks of different kinds and fasten the frame to something solid.",
         "A second-hand bicycle should be ridden before it is bought, and its frame number noted.",
         "Clean the chain with a cloth after rain and oil it lightly.", "A children's bicycle should fit now and not in two years.",
         "Wide tyres at low pressure are faster on gravel than narrow ones.", "Take tyre levers, a tube, a pump and a small tool.",
         "Mudguards and a cape make rain bearable."]),
    "baking": ([
        ("My starter is called Gerald and is older than my marriage; it came from a bakery in Odense.",
         [("Where does my sourdough starter come from?", "where"), ("What have I named my sourdough?", "what")]),
        ("The rye loaf sank because I opened the door after ten minutes to show it to the neighbour.",
         [("Why did the rye bread collapse?", "why")]),
        ("I won third prize at the village fête with the plum cake, beaten by two sponges.",
         [("What did I win with my plum cake?", "what")]),
        ("For the wedding of Ines and Paul they want a hundred and twenty tartlets, and I said yes.",
         [("How many tartlets did I promise?", "number"), ("Whose wedding am I baking for?", "who")]),
        ("My grandfather's scales only know ounces, so I convert everything on the back of the calendar.",
         [("Why do I have to convert weights?", "why")]),
        ("I have moved my baking day to Wednesday, because the mill is closed on Mondays now.",
         [("On which day do I bake?", "when"), ("Why did I change my baking day?", "why")])],
        ["Why does my crust go soft?", "How do I know that a loaf is done?", "What can I do with too much dough?", "Is fresh yeast better?",
         "How do I get an open crumb?", "Can I prove dough in the fridge?", "What is the best flour for pastry?", "How do I line a tin?",
         "How long does a cake keep?", "What can replace eggs?"],
        ["A loaf is done when it sounds hollow, or when its middle has ninety-six degrees.",
         "Do not open the oven door in the first twenty minutes, or the bread may sink.",
         "A starter that is fed every week can live for generations.",
         "Weigh everything, since cups and spoons differ from house to house.",
         "For many tartlets, bake the shells the day before and fill them in the morning.",
         "Plums give off juice, so put some semolina under them.", "Rye needs more water and less kneading than wheat.",
         "Cold dough is easier to shape and tastes of more.", "A sponge rises by the air in the eggs, so beat them for long.",
         "Fresh flour from a mill takes a little more water."]),
    "photos": ([
        ("I took the portrait of the lighthouse keeper with the old lens from the flea market in Ghent, and it is my favourite.",
         [("Which lens did I use for the lighthouse keeper?", "what"), ("Where did I buy the old lens?", "where")]),
        ("Two of my pictures will hang in the foyer of the district hospital from September on.",
         [("Where will my photographs be shown?", "where"), ("When does my exhibition begin?", "when")]),
        ("The memory card failed on the second day in Iceland, so there is nothing of the waterfall.",
         [("Why do I have no pictures of the waterfall?", "why")]),
        ("Gustav showed me how to develop film in coffee, and the whole flat smelt for a week.",
         [("Who taught me to develop film in coffee?", "who")]),
        ("I sold my tripod for sixty-five to a bird watcher.",
         [("How much did I get for the tripod?", "number"), ("Who has my tripod now?", "who")]),
        ("I am colour-blind for reds, so my daughter checks the prints.",
         [("Why does my daughter look at my prints?", "why"), ("Which colours can't I see?", "what")])],
        ["How do I photograph the moon?", "What is a good first lens?", "How should I back up pictures?", "Why are my indoor shots blurred?",
         "Do filters still make sense?", "How do I ask strangers for a portrait?", "Which paper is best for prints?", "How do I scan negatives?",
         "What time of the day has the best light?", "Is a heavy tripod better?"],
        ["Old lenses have a character that new ones lack, and many fit on an adapter.",
         "Keep pictures in three places, one of them in another house, for every card fails some day.",
         "For an exhibition, frame all prints alike and hang them at the height of the eye.",
         "Film can be developed in many things, even coffee with soda, if the temperature is right.",
         "A tripod is worth its weight at dusk, for a waterfall, and for patient portraits.",
         "When you ask a stranger for a portrait, show one that you have taken.",
         "Prints look darker than the screen, so have a test strip made.", "The first and the last hour of the day have the softest light.",
         "Reds are the first colour to clip, so look at that channel.", "Use a short exposure and a higher sensitivity indoors."]),
    "cat": ([
        ("Miso was found under a lorry at the fish market, and she still smells fear when an engine starts.",
         [("Where was my cat found?", "where"), ("Why is Miso afraid of engines?", "why")]),
        ("The vet weighed her at five point two kilos and said no more cheese.",
         [("How heavy is my cat?", "number"), ("What may the cat no longer eat?", "what")]),
        ("While we are away in August, Mrs Olawale from the third floor feeds her.",
         [("Who looks after the cat during the holidays?", "who"), ("On which floor does the woman live who feeds the cat?", "where")]),
        ("She brought a live bat into the bedroom at four this morning.",
         [("What did the cat bring into the bedroom?", "what"), ("When did the cat wake me with a bat?", "when")]),
        ("She has been sleeping in the washing basket ever since we gave the armchair away.",
         [("Where does the cat sleep now?", "where")]),
        ("The chip says she was born in 2016, which makes her older than we believed.",
         [("When was my cat born?", "when")])],
        ["How often should a cat be brushed?", "Is dry food enough?", "How do I keep claws off the sofa?", "Can cats be trained?",
         "What plants are poisonous?", "How do I travel with a cat?", "Why does mine drink so little?", "Do cats need company?",
         "What does a slow blink mean?", "How do I give a tablet?"],
        ["A cat of four to five kilos needs about sixty grams of dry food, and no cheese.",
         "Loud engines, hoovers and fireworks frighten most cats, so give yours a place to hide.",
         "During your holidays it is best when somebody comes to feed the cat at home.",
         "Hunters bring gifts, alive or not; close the bedroom window at night.",
         "Cats like to sleep where it smells of you, such as in a washing basket or on a bed.",
         "A vet can read the chip and tell you the date of birth, if it was registered.",
         "Put the bowl of water away from the food.", "Reward what you like and ignore what you do not.",
         "Lilies are poisonous for cats, even their pollen.", "A scratching post should stand where the cat wakes up."]),
    "moving": ([
        ("We get the keys on the nineteenth of October, and the lift is out of order until Christmas, naturally.",
         [("When do we get the keys?", "when"), ("How long will the lift be out of order?", "when")]),
        ("The new place is on the fifth floor above a violin maker.",
         [("On which floor is our new flat?", "number"), ("What is below our new flat?", "what")]),
        ("My brother Matteo drives the van, provided that we feed him lasagne.",
         [("Who drives the van for our move?", "who"), ("What does Matteo want for driving?", "what")]),
        ("The landlord keeps nine hundred of the deposit because of the burn mark on the floor.",
         [("How much of the deposit do we lose?", "number"), ("Why does the landlord keep some of the deposit?", "why")]),
        ("We found the piano a home with the kindergarten at the canal.",
         [("Who has our piano now?", "who")]),
        ("Number forty-one of the boxes, the one with my grandmother's letters, has not turned up.",
         [("What was in the box that is lost?", "what"), ("Which box is missing?", "number")])],
        ["How many boxes does one need?", "In which order should I pack?", "Whom do I have to tell about a new address?", "How do I protect mirrors?",
         "What should stay out until the last day?", "How do I paint over a dark wall?", "Should I clean before or after the painters?",
         "How do I get a piano down the stairs?", "Which insurance do I need?", "How can I get rid of old furniture?"],
        ["Number the boxes and write on each what is in it and into which room it goes.",
         "Hand over the keys with a protocol, so that the landlord cannot keep the deposit without a reason.",
         "A piano should be moved by people who do nothing else, above all without a lift.",
         "For a flat on a high floor, book a furniture lift in good time.",
         "Friends who drive the van should be fed well and insured.",
         "Small burn marks on a wooden floor can be sanded out before the landlord sees them.",
         "Letters and photographs should travel with you and not in the van.", "Kindergartens and charities are glad of furniture that is in order.",
         "Have the post forwarded for a year.", "Pack a bag as for a weekend, for the first nights."]),
    "spanish": ([
        ("My teacher, Señora Villalobos, says I roll my r like a lawnmower.",
         [("Who teaches me Spanish?", "who"), ("What does my teacher say about my r?", "what")]),
        ("I started because my son's girlfriend is from Rosario and her parents speak nothing else.",
         [("Why am I learning Spanish?", "why"), ("Where is my son's girlfriend from?", "where")]),
        ("The exam is on the second Saturday of November in the old post office.",
         [("When is my language exam?", "when"), ("Where does the exam take place?", "where")]),
        ("I know eight hundred words by now, if the little program is to be believed.",
         [("How many Spanish words do I know?", "number")]),
        ("On the bus I ordered a coffee from the driver, because I mixed up the two words.",
         [("What did I ask the bus driver for?", "what"), ("Which embarrassing mistake did I make on the bus?", "what")]),
        ("I swap lessons with Baltasar from the bakery: an hour of Spanish for an hour of tax forms.",
         [("What do I do for Baltasar in return?", "what"), ("Where does Baltasar work?", "where")])],
        ["How do I learn irregular verbs?", "Is it better to read or to listen?", "What is a good film for learners?", "How long until I can hold a talk?",
         "When do I use the subjunctive?", "How do I stop translating in my head?", "Are cards worth the effort?", "How do I learn the numbers?",
         "What do people say on the telephone?", "How different are the accents?"],
        ["Ten minutes a day are worth more than an hour on Saturday.",
         "The rolled r comes by itself if you say butter very quickly.",
         "For an exam, do old papers against the clock, and read the questions first.",
         "Mistakes in a bus or a bakery are the best teachers, because you never forget them.",
         "Swapping lessons with a native speaker is free, and both learn something.",
         "About eight hundred words are enough for daily life, two thousand for a newspaper.",
         "Watch films with Spanish subtitles and not with English ones.", "The Spanish of Argentina has its own melody and says vos for you.",
         "Learn verbs in sentences and not in tables.", "Speak to yourself while you cook."])}
OPENINGS = ["", "", "", "Hi! ", "Hello again. ", "One more thing. ", "Quick question. ", "Thanks, that helped. ", "Right. "]
SMALL = ["That makes sense, thank you.", "Good point, I had not thought of that.", "Could you say that in a few words?", "And if that does not work?",
         "I will try that at the weekend.", "My partner says the opposite, who is right?", "Can you make a list of it?", "How sure are you?",
         "What would you do first?", "That sounds expensive."]
STARTS = ["Good question. ", "Happy to help. ", "It depends. ", "There are several ways. ", "Here is what usually works. ", "", "", "Certainly. "]
ENDS = ["", "", " Shall I go into more detail?", " Tell me how it went.", " Is there anything else?", " Would you like an example?"]


def write(half, number, topics, first_day, turns):
    r = random.Random(f"assistant-{half}-{number}")
    facts = [(topic, said, asked) for topic, (told, _, _) in topics.items() for said, asked in told]
    r.shuffle(facts)
    rows, questions, day = [], [], first_day
    sessions = 50
    places = sorted(r.sample(range(sessions), len(facts))) if len(facts) <= sessions else None
    todo = dict(zip(places, facts))
    for session in range(sessions):
        topic = todo[session][0] if session in todo else r.choice(list(topics))
        told, requests, advice = topics[topic]
        pairs = turns // sessions // 2
        told_at = r.randrange(pairs) if session in todo else -1
        for pair in range(pairs):
            request = r.choice(requests) if pair in (0, told_at) or r.random() < 0.5 else r.choice(SMALL)
            said = r.choice(OPENINGS) + request
            key = f"s{session + 1}-{2 * pair + 1}"
            if pair == told_at:
                fact = todo[session][1]
                said = f"{fact} {request}" if r.random() < 0.5 else f"{said} {fact}"
                for text, kind in todo[session][2]:
                    questions.append({"id": f"assistant-{half}-{number}-{len(questions) + 1}", "half": half, "kind": kind, "question": text,
                                      "relevant": [key]})
            # Now and then the topic changes in the middle, as talks do.
            if pair and r.random() < 0.08 and pair > told_at:
                _, requests, advice = topics[r.choice(list(topics))]
            answer = r.choice(STARTS) + " ".join(r.sample(advice, r.randint(2, 5))) + r.choice(ENDS)
            at = (day + datetime.timedelta(minutes=3 * pair)).strftime("%Y-%m-%dT%H:%M:%SZ")
            rows.append({"key": key, "speaker": "User", "text": said, "date": at})
            rows.append({"key": f"s{session + 1}-{2 * pair + 2}", "speaker": "Assistant", "text": answer, "date": at})
        day += datetime.timedelta(days=r.randint(2, 12), minutes=r.randint(-180, 180))
    name = f"assistant-{half}-{number}"
    for suffix, lines in (("", rows), (".questions", questions)):
        (HERE / f"{name}{suffix}.jsonl").write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    print(name, len(rows), "turns,", len(questions), "questions")


write("tuning", 1, TUNING, datetime.datetime(2023, 1, 9, 19, 0), 600)
write("heldout", 1, HELDOUT, datetime.datetime(2023, 2, 3, 20, 0), 600)
