"""Who asks for what, who makes it, and for how much: buying what people in a region look for.

Commission (uitvraag): what a region asks for, on a published figure that is kept as it was. Bid
(voorstel): what an organisation would do for how much, sealed until the closing time. Award
(keuze): proposed by one, confirmed by a second person. Delivery: the activities that carry it out.
Later here: schemes, budgets and a ledger in which two people approve.

Not here: what was spent (activities), what a figure says and how it came about (outcomes).
"""
