"""The tasks whose speed is measured, as the boards in boards/ have them."""


def pairs(n):
    return [[to, source] for to in range(n) for source in range(n) if to != source]


def tasks(seconds, disks):
    """`disks`: the couplings of boards/allostery30, [to, from] each."""
    base = {"reciprocal": False, "seconds": seconds}
    triples = [[a, b, c] for a in range(6) for b in range(6) for c in range(6)
               if len({a, b, c}) == 3]
    lif = dict(base, low=[-8, -8, 0.2], high=[8, 8, 3], physics="lif", nudge="force", eta=1)
    return [
        dict(base, name="amplitude", board="amplitude10", physics="oscillators", nodes=10,
             samples=502, stepsPerSample=5, step=0.1, nudge="position", inputs=[0], outputs=[9],
             eta=0.5, rate=0.1, low=-2, high=2, reciprocal=True),
        dict(base, name="lag", board="lag10", physics="oscillators", nodes=10, samples=628,
             stepsPerSample=1, step=0.02, nudge="position", inputs=[0], outputs=[9], eta=0.5,
             rate=0.1, low=-2, high=2),
        dict(base, name="allostery", board="allostery30", physics="kuramoto", nodes=30,
             samples=400, stepsPerSample=4, step=0.05, nudge="position", inputs=[0],
             outputs=[17], couplings=disks, eta=0.1, rate=3, low=-5, high=5),
        dict(base, name="synchrony", board="synchrony50", physics="kuramoto", nodes=50,
             samples=100, stepsPerSample=2, step=0.05, nudge="force", inputs=[],
             outputs=list(range(50)), couplings=pairs(50), eta=0.1, rate=0.1, low=0, high=5),
        dict(lif, name="four values", board="target10", nodes=10, samples=200,
             stepsPerSample=1, step=0.1, inputs=[0], outputs=[9], rate=0.5),
        dict(lif, name="words", board="words12", nodes=12, samples=36, stepsPerSample=2,
             step=0.025, inputs=[0, 1, 2], outputs=[10, 11], rate=0.3),
        dict(base, name="gates", board="gates6", physics="gates", nodes=6, samples=50,
             stepsPerSample=4, step=0.05, nudge="force", inputs=[0, 1, 2], outputs=[5],
             channels=triples, eta=1, rate=[0.25, 0.075, 1], low=[0, 0.01, 0], high=[3, 5, 10]),
        dict(base, name="ecology", board="ecology20", physics="ecology", nodes=20, samples=200,
             stepsPerSample=5, step=0.1, nudge="force", inputs=[], outputs=[3], eta=0.1, rate=0.3,
             low=0, high=2.4),
    ]
