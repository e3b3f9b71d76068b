"""The curve P-256 (FIPS 186-5, SP 800-186) in plain integers: points, and ECDSA with SHA-256. Slow, and clear.

Signing serves the making of vectors only; its secret number k is derived by hashing, not as in RFC 6979.
"""

import hashlib

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
A = P - 3
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)
INFINITY = None


def is_on_curve(x, y):
    return 0 <= x < P and 0 <= y < P and (y * y - x * x * x - A * x - B) % P == 0


def decompress(x, parity):
    """The point with this x and the parity of y; none where x is on no point."""
    if not 0 <= x < P:
        return None
    y = pow(x * x * x + A * x + B, (P + 1) // 4, P)
    if y % 2 != parity:
        y = P - y
    return (x, y) if is_on_curve(x, y) else None


def add(one, other):
    if one is INFINITY or other is INFINITY:
        return other if one is INFINITY else one
    (x1, y1), (x2, y2) = one, other
    if x1 == x2 and (y1 + y2) % P == 0:
        return INFINITY
    if one == other:
        slope = (3 * x1 * x1 + A) * pow(2 * y1, -1, P)
    else:
        slope = (y2 - y1) * pow(x2 - x1, -1, P)
    x = (slope * slope - x1 - x2) % P
    return x, (slope * (x1 - x) - y1) % P


def multiply(factor, point):
    product = INFINITY
    while factor:
        if factor & 1:
            product = add(product, point)
        point, factor = add(point, point), factor >> 1
    return product


def digest(message):
    return int.from_bytes(hashlib.sha256(message).digest(), "big")


def verifies(point, message, r, s):
    if not (0 < r < N and 0 < s < N):
        return False
    inverse = pow(s, -1, N)
    sum_of_both = add(multiply(digest(message) * inverse % N, G), multiply(r * inverse % N, point))
    return sum_of_both is not INFINITY and sum_of_both[0] % N == r


def sign(private, message):
    seed = private.to_bytes(32, "big") + hashlib.sha256(message).digest()
    return sign_with(private, message, 1 + digest(b"mot-core vectors\0" + seed) % (N - 1))


def sign_with(private, message, k):
    r = multiply(k, G)[0] % N
    s = pow(k, -1, N) * (digest(message) + r * private) % N
    return r, s


def check_published_figures():
    """RFC 6979, A.2.5: the key, and the signature of "sample" with SHA-256 and the k that stands there."""
    private = 0xC9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721
    public = (0x60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6,
              0x7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299)
    k = 0xA6E3C57DD01ABE90086538398355DD4C3B17AA873382B0F24D6129493D8AAD60
    signature = (0xEFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716,
                 0xF7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8)
    right = (is_on_curve(*G) and multiply(N, G) is INFINITY and multiply(private, G) == public
             and sign_with(private, b"sample", k) == signature and verifies(public, b"sample", *signature)
             and not verifies(public, b"sampl", *signature) and decompress(public[0], public[1] % 2) == public)
    if not right:
        raise AssertionError("this arithmetic does not give the figures of RFC 6979, A.2.5")


check_published_figures()
