"""Makes tokens that were never issued, with valid checks, from a seed.

An implementation of the published formats that shares nothing with the program under test: where both
agree, both are right. Formats: rules/secrets/azure-devops.yaml and github.yaml name the sources.
"""
import base64
import hashlib
import random
import string
import struct
import zlib

ALNUM = string.digits + string.ascii_uppercase + string.ascii_lowercase
MASK = 0xFFFFFFFF


def base62(number, width):
    text = ""
    while number:
        number, digit = divmod(number, 62)
        text = ALNUM[digit] + text
    return text.rjust(width, "0")


def rotate(value, bits):
    return (value << bits | value >> (32 - bits)) & MASK


def mix(low, high):
    high ^= low
    low = rotate(low, 20)
    low = (low + high) & MASK
    high = rotate(high, 9) ^ low
    low = rotate(low, 27)
    low = (low + high) & MASK
    return low, rotate(high, 19)


def marvin32(data, seed=int.from_bytes(b"Default0", "big")):
    low, high = seed & MASK, seed >> 32
    whole = len(data) // 4 * 4
    for at in range(0, whole, 4):
        low, high = mix((low + struct.unpack_from("<I", data, at)[0]) & MASK, high)
    low = (low + int.from_bytes(data[whole:] + b"\x80", "little")) & MASK
    low, high = mix(*mix(low, high))
    return low ^ high


class Tokens:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def text(self, length, alphabet=ALNUM):
        return "".join(self.random.choice(alphabet) for _ in range(length))

    def azdo(self, provider=None):
        """84 characters, the form since 2024."""
        body = (self.text(52) + "JQQJ99" + "C" + self.random.choice("ABCDEFGHIJKL") + "ACAAAAAAAAAA"
                + (provider or "AAAS") + "AZDO")
        check = struct.pack("<I", marvin32(base64.b64decode(body)))
        zeros = len(check) - len(check.lstrip(b"\0"))
        digits = "0" * min(zeros, 3) + base62(int.from_bytes(check, "big"), 1)
        return body + digits.ljust(6, "0")[:4]

    def azdo_old(self):
        """52 characters of base32."""
        body = self.random.randbytes(28)
        check = struct.pack("<I", zlib.crc32(body) ^ 0xE0B9692D)
        data = (body[:2] + check[3:4] + body[2:6] + check[2:3] + check[1:2] + body[6:19] + check[:1]
                + body[19:])
        return base64.b32encode(data).decode().lower().rstrip("=")

    def github(self):
        body = self.text(30)
        return "ghp_" + body + base62(zlib.crc32(body.encode()), 6)


def fingerprint(rule, secret):
    return hashlib.sha256(f"{rule}\0{secret}".encode()).hexdigest()[:32]
