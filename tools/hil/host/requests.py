"""The records of the bus stream; PROTOCOL.md describes them."""

import collections
import struct

HELLO, SPI, I2C = 0x01, 0x10, 0x20
GPIO_SET, GPIO_GET, GPIO_INPUT, GPIO_OUTPUT, GPIO_BIAS, GPIO_RELEASED = range(0x30, 0x36)
READS, WRITES, CS_CHANGE = 1, 2, 4
NO_ANSWER = 1
SHORT = 1

Part = collections.namedtuple(
    "Part", "address flags length speed_hz delay_us word_delay_us bits_per_word data")
Request = collections.namedtuple(
    "Request", "sequence kind bus select speed_hz mode flags answer_bytes parts mask values")
Answer = collections.namedtuple("Answer", "status transferred data", defaults=[0, 0, b""])


def parse_request(record):
    (_, sequence, kind, bus, select, count, speed, mode, flags,
     answer) = struct.unpack_from("<IIHHHHIIII", record)
    parts, mask, values, place = [], 0, 0, 32
    if GPIO_SET <= kind <= GPIO_RELEASED:
        mask, values = struct.unpack_from("<QQ", record, place)
    for _ in range(count):
        fields = struct.unpack_from("<HHIIIIH", record, place)
        place += 24
        data = b""
        if fields[1] & WRITES:
            data = record[place:place + fields[2]]
            place += (fields[2] + 7) & ~7
        parts.append(Part(*fields, data))
    return Request(sequence, kind, bus, select, speed, mode, flags, answer, parts, mask, values)


def pack_answer(sequence, answer):
    padded = answer.data + b"\0" * (-len(answer.data) % 8)
    return struct.pack("<IIiI", 16 + len(padded), sequence, answer.status,
                       answer.transferred) + padded
