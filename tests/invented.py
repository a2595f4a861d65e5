"""Invented events, each told by several invented sources: strikes, calls, earthquakes, two of each."""

from __future__ import annotations

FERRIES = (
    """Ferry crews in Port Ellery walk out over pay

The Ellery Post
March 4, 2031

Ferry crews in Port Ellery walked off the job on Tuesday, halting every crossing to the Skarn islands. About 340
workers joined the strike, their union said.

“We have not had a raise in four years,” union leader Mara Voss told reporters at the harbor. Voss said that the crews
want 6 percent more pay and a second mate on night crossings.

Norlink Ferries, which runs the boats, has offered 2 percent. Chief Executive Tom Hale called the walkout “a blow to the
islanders.” The company said that some 9,000 passengers a day depend on the crossings.

Fishing boats carried mail and medicine to Skarn on Tuesday afternoon. The harbor master closed two of three piers.
""",
    """Islanders stranded as ferry strike begins

Skarn Herald
March 4, 2031

Hundreds of islanders were stranded on Tuesday after ferry workers at Norlink went on strike in Port Ellery.

The crews demand a raise of 6 percent and a second mate on each crossing at night, according to their leader, Mara Voss.
Norlink's chief executive, Tom Hale, said the company could pay no more than 2 percent.

Around 9,000 people use the ferries every day. Mail and medicine reached Skarn aboard fishing boats. “My mother's
pills came in a crab boat,” said Ida Brenn, a baker on Skarn.

No new talks between the crews and Norlink have been set.
""",
    """No ferries to Skarn: crews on strike, no talks in sight

Coastal Radio
March 5, 2031

The ferries between Port Ellery and the Skarn islands lay idle for a second day on Wednesday. The strike by 340 crew
members of Norlink Ferries began on Tuesday.

Mara Voss, who leads the crews' union, said that they would sail again once Norlink puts a second mate aboard the night
crossings. The company has offered a raise of 2 percent; the union asks for 6 percent.

“This is a blow to the islanders,” said Tom Hale, the chief executive. Two of the three piers in the harbor are closed.
""",
)
TRAMS = (
    """Tram drivers in Dunhaven go on strike

Dunhaven Times
March 4, 2031

Tram drivers in Dunhaven went on strike on Tuesday, and most commuters in the capital walked or cycled to work. The
union said that 1,200 drivers had joined.

“Nobody should drive eleven hours without a break,” said Piet Arnold, who leads the drivers' union. The drivers ask for
shorter shifts and 8 percent more pay.

The city's transport office has offered 3 percent. Mayor Lena Okafor said that the city was “ready to talk tonight.”
Schools opened an hour later than usual, and the old town's Line 4 was replaced by buses.
""",
    """Dunhaven commuters on foot as trams stop

The Capital Wire
March 4, 2031

Commuters in Dunhaven walked or took bicycles on Tuesday as tram drivers stayed away from work in a dispute over shifts
and pay.

The strike was joined by 1,200 drivers, according to Piet Arnold, the head of their union. He said that drivers spend
eleven hours at the wheel without a break and want 8 percent more.

Mayor Lena Okafor invited the union to talks on Tuesday night. The transport office offers a raise of 3 percent. Buses
replaced trams on Line 4, and schools opened an hour late.
""",
    """Mayor offers talks to striking tram drivers

Evening Courier
March 5, 2031

Mayor Lena Okafor met striking tram drivers in Dunhaven on Wednesday, a day after trams stopped all over the capital.

Piet Arnold of the drivers' union called the meeting “a start.” His union wants shorter shifts and a raise of 8 percent,
against the 3 percent that the transport office has offered.

About 1,200 drivers are on strike. Buses ran on Line 4 again, and the schools kept their later hours.
""",
)
CALL_NORTH = (
    """Dolan and Lindqvist speak by phone about fishing waters

The Ellery Post
May 6, 2031

President Marek Dolan spoke by phone with Prime Minister Astrid Lindqvist of Nordmark on Tuesday, his office said. They
talked for 40 minutes about herring quotas in the Skarn strait.

Dolan called the conversation “frank and friendly.” Both agreed that coast guards would stop boarding each other's
trawlers until a new quota is set. Fishery ministers are to meet in June.

Lindqvist's spokesman, Olof Berg, said that Nordmark would free the trawler Havstjerna, which was seized in April.
""",
    """Nordmark to free seized trawler after leaders' phone call

Skarn Herald
May 6, 2031

Nordmark will free the trawler Havstjerna after a phone call between Prime Minister Astrid Lindqvist and President Marek
Dolan on Tuesday.

The call lasted 40 minutes and was about quotas for herring in the Skarn strait, the president's office said. The
leaders agreed that their coast guards will not board trawlers for now.

Olof Berg, a spokesman for Lindqvist, said the trawler could leave port within days. Its crew was arrested in April.
Fishery ministers will meet in June.
""",
    """Truce over herring after Dolan calls Lindqvist

Coastal Radio
May 7, 2031

Coast guards of both countries stopped boarding trawlers on Wednesday, a day after President Marek Dolan and Nordmark's
prime minister, Astrid Lindqvist, spoke by phone.

Dolan described the 40-minute call as “frank and friendly.” The herring quota in the Skarn strait will be set by fishery
ministers in June. The trawler Havstjerna, seized in April, is to be freed, said Lindqvist's spokesman, Olof Berg.
""",
)
CALL_SOUTH = (
    """Dolan and Ferrante discuss pipeline in phone call

The Capital Wire
May 7, 2031

President Marek Dolan spoke by phone with Premier Carla Ferrante of Monteluna on Wednesday about the delayed gas
pipeline between the two countries, his office said.

The conversation lasted an hour. Ferrante told Dolan that Monteluna's parliament would vote on the pipeline's route
before the summer, and asked for a lower transit fee. Dolan promised engineers for the tunnel under Mount Corvo.

“We want this gas before the winter,” Dolan told reporters in Dunhaven afterward.
""",
    """Pipeline vote before summer, Ferrante tells president

Dunhaven Times
May 7, 2031

Monteluna's parliament will vote before the summer on the route of a gas pipeline, Premier Carla Ferrante told President
Marek Dolan in a phone call on Wednesday.

Ferrante also asked that the transit fee be lowered, according to the president's office. Dolan said he would send
engineers to help with the tunnel under Mount Corvo. The two spoke for an hour.

The pipeline was to be finished two years ago. “We want this gas before the winter,” Dolan said.
""",
    """Monteluna wants lower transit fee for gas

Evening Courier
May 8, 2031

Premier Carla Ferrante of Monteluna has asked for a lower transit fee for gas, two officials said on Thursday, a day
after her phone call with President Marek Dolan.

The hour-long call was about the delayed pipeline through Mount Corvo. Dolan offered engineers for the tunnel. The route
goes to a vote in Monteluna's parliament before the summer, Ferrante told the president.
""",
)
CALL_AGAIN = (
    """Dolan and Lindqvist speak again, this time about storm aid

The Ellery Post
July 9, 2031

President Marek Dolan spoke by phone with Prime Minister Astrid Lindqvist of Nordmark on Wednesday, his office
said. They talked for 25 minutes about aid after the storm that hit the Nordmark coast.

Dolan offered two hospital ships and 30 electricians. Lindqvist thanked him and said that 4,000 homes were
without power.

Her spokesman, Olof Berg, said that a first ship would arrive on Friday.
""",
    """Hospital ships for Nordmark after leaders' call

Skarn Herald
July 9, 2031

Two hospital ships and 30 electricians will be sent to Nordmark, President Marek Dolan told Prime Minister
Astrid Lindqvist in a phone call on Wednesday.

About 4,000 homes on the coast have no power since the storm. The call lasted 25 minutes, the president's
office said. The first ship is to arrive on Friday, according to Lindqvist's spokesman, Olof Berg.
""",
    """Nordmark accepts storm help from Dolan

Coastal Radio
July 10, 2031

Nordmark has accepted two hospital ships and 30 electricians, a day after a 25-minute phone call between Prime
Minister Astrid Lindqvist and President Marek Dolan.

Some 4,000 homes along the coast are still dark after the storm. The first of the ships arrives on Friday,
said Olof Berg, Lindqvist's spokesman.
""",
)
QUAKE_HILLS = (
    """Strong earthquake kills 14 in Marivelo

Times of Corvia
August 3, 2031

A strong earthquake struck the mountain province of Marivelo early on Sunday, killing at least 14 people and
injuring dozens, officials said.

The magnitude 6.3 quake hit at 4:12 a.m. at a depth of 10 kilometers, the Geological Institute said. Houses of
mud brick collapsed in the village of Santa Ilda.

Governor Rosa Menden said rescuers were digging with their hands. "We heard children," she said. Power was cut
to 20,000 homes. The army sent helicopters.
""",
    """At least 14 dead as quake hits Marivelo province

Corvia Daily
August 3, 2031

At least 14 people died when a magnitude 6.3 earthquake shook Marivelo province before dawn on Sunday,
according to Governor Rosa Menden.

The worst damage was in Santa Ilda, where mud-brick houses fell on sleeping families. Army helicopters flew
out the injured. The quake, 10 kilometers deep, was followed by more than 30 aftershocks, the Geological
Institute said.

About 20,000 homes had no power.
""",
    """Rescuers dig for survivors in Santa Ilda

Radio Sur
August 4, 2031

Rescuers dug for survivors in the village of Santa Ilda on Monday, a day after an earthquake killed 14 people
in Marivelo province.

Governor Rosa Menden said that six people were missing. Thirty aftershocks frightened residents, who slept
outdoors. The magnitude 6.3 quake struck at 4:12 a.m. on Sunday, the Geological Institute said. Helicopters of
the army brought tents and water.
""",
)
QUAKE_COAST = (
    """Earthquake shakes coast near Port Balen, 5 dead

Times of Corvia
August 5, 2031

An earthquake of magnitude 5.8 shook the coast near Port Balen on Tuesday evening, killing five people,
officials said.

The quake was centered 22 kilometers off the coast, the Geological Institute said. A hotel facade fell onto a
street in Port Balen. Mayor Luis Ortega said that 40 people were injured and that the port was closed.

A tsunami warning was lifted after two hours. Officials said it was not linked to Sunday's earthquake in
Marivelo.
""",
    """Five killed in Port Balen as hotel front collapses in quake

Corvia Daily
August 5, 2031

Five people were killed in Port Balen on Tuesday when the front of a hotel collapsed in a magnitude 5.8
earthquake, Mayor Luis Ortega said.

The quake was felt along the coast at 7:40 p.m. A tsunami warning sent thousands uphill and was lifted after
two hours, the Geological Institute said. The port was closed. Forty people were injured.
""",
    """Port Balen counts its dead after coastal quake

Radio Sur
August 6, 2031

Port Balen mourned five people on Wednesday who were killed a day before when an earthquake brought down the
facade of the Hotel Mirador.

Mayor Luis Ortega said that the port would open again on Friday. The magnitude 5.8 quake struck 22 kilometers
off the coast. A tsunami warning was lifted after two hours, the Geological Institute said. Forty were
injured.
""",
)
MATCH = """Late goal sends Harrow Rovers to the final

The Sports Sheet
March 5, 2031

A header by Jonas Pell in the last minute sent Harrow Rovers to the cup final on Wednesday night. The striker beat the
goalkeeper from six yards after a corner by Ruiz.

Coach Nadia Brandt praised her defenders after the match. Kestrel City had led at half-time through a penalty. The final
will be played in the Orchard Stadium in two weeks, before 60,000 spectators.
"""
