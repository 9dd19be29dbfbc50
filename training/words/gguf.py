"""Writes a words model as a GGUF file, for llama.cpp and what is built on it.

    python3 training/words/gguf.py --model public/models/words@1 --type q8_0 --out words.gguf

The same numbers as the app runs: bytes times scales, as float32, or rounded anew by q8_0 (blocks of
32 with a half-precision scale). llama.cpp's llama turns neighbours (dimensions 2i and 2i + 1 of a
head) where ours turns i and i + half, so that the rows of queries and keys change places.

The pieces stand as a SentencePiece vocabulary whose scores are minus the rank of the merge: words
carry their leading space and merges never cross it, as in docs/formats/verse-tokens.md. Text must be
normalised before, and a word directly after a hyphen, a dash or an opening mark is cut otherwise
(it has no space there): give tokens instead of text where that counts.
"""

import argparse
import json
import struct
from pathlib import Path

import numpy as np

ALIGNMENT = 32
U32, I32, F32, BOOL, STRING, ARRAY = 4, 5, 6, 7, 8, 9  # of values
KINDS = {"f32": (0, 0), "q8_0": (8, 7)}  # of tensors, of files
NORMAL, USER_DEFINED = 1, 4  # of tokens


def tensors_of(config, raw):
    """{name: float32 array} of a checkpoint: bytes times the scale of their row."""
    out = {}
    for entry in config["tensors"]:
        size = int(np.prod(entry["shape"]))
        if entry["dtype"] == "int8":
            whole = np.frombuffer(raw, np.int8, size, entry["offset"]).reshape(entry["shape"])
            scale = np.frombuffer(raw, np.float32, entry["shape"][0], entry["scaleOffset"])
            out[entry["name"]] = whole * scale[:, None]
        else:
            out[entry["name"]] = np.frombuffer(raw, np.float32, size, entry["offset"]).reshape(entry["shape"])
    return out


def interleaved(rows, heads):
    """Rows of queries or keys, each head's halves → neighbours."""
    return rows.reshape(heads, 2, -1, rows.shape[1]).swapaxes(1, 2).reshape(rows.shape)


def named(tensors, layers, heads):
    """The same tensors as llama.cpp names and orders them."""
    out = {"token_embd.weight": tensors["table"], "output_norm.weight": tensors["norm"]}
    for number in range(layers):
        ours, theirs = f"layers/{number}/", f"blk.{number}."
        q, k, v = np.split(tensors[ours + "attention/qkv"], 3)
        gate, value = np.split(tensors[ours + "inner/up"], 2)
        out |= {
            theirs + "attn_norm.weight": tensors[ours + "attention/norm"],
            theirs + "attn_q.weight": interleaved(q, heads),
            theirs + "attn_k.weight": interleaved(k, heads),
            theirs + "attn_v.weight": v,
            theirs + "attn_output.weight": tensors[ours + "attention/out"],
            theirs + "ffn_norm.weight": tensors[ours + "inner/norm"],
            theirs + "ffn_gate.weight": gate,
            theirs + "ffn_up.weight": value,
            theirs + "ffn_down.weight": tensors[ours + "inner/down"],
        }
    return out


def q8_0(matrix):
    """Blocks of 32: a scale in half precision, then as many bytes."""
    blocks = matrix.reshape(-1, 32)
    scale = (np.abs(blocks).max(1) / 127).astype(np.float16)
    whole = np.rint(blocks / np.maximum(scale, np.float16(6e-8)).astype(np.float32)[:, None])
    out = np.empty((len(blocks), 34), np.uint8)
    out[:, :2] = scale.view(np.uint8).reshape(-1, 2)
    out[:, 2:] = np.clip(whole, -127, 127).astype(np.int8).view(np.uint8)
    return out.tobytes()


def string(text):
    raw = text.encode()
    return struct.pack("<Q", len(raw)) + raw


def value(kind, content):
    if kind == STRING:
        return string(content)
    return struct.pack({U32: "<I", I32: "<i", F32: "<f", BOOL: "<?"}[kind], content)


def field(key, kind, content, of=None):
    if kind == ARRAY:
        told = struct.pack("<IQ", of, len(content)) + b"".join(value(of, item) for item in content)
    else:
        told = value(kind, content)
    return string(key) + struct.pack("<I", kind) + told


def vocabulary(architecture):
    """Pieces, scores and kinds. `▁` is SentencePiece's space."""
    special = set(architecture["special"].values())
    ranks = {a + b: rank for rank, (a, b) in enumerate(architecture["merges"])}
    pieces = architecture["pieces"]
    return [
        field("tokenizer.ggml.model", STRING, "llama"),
        field("tokenizer.ggml.tokens", ARRAY, [piece.replace(" ", "▁") for piece in pieces], STRING),
        field("tokenizer.ggml.scores", ARRAY, [-float(ranks.get(piece, len(ranks))) for piece in pieces], F32),
        field("tokenizer.ggml.token_type", ARRAY, [USER_DEFINED if n in special else NORMAL for n in range(len(pieces))], I32),
        field("tokenizer.ggml.bos_token_id", U32, architecture["special"]["<verse>"]),
        field("tokenizer.ggml.eos_token_id", U32, architecture["special"]["<end>"]),
        field("tokenizer.ggml.add_bos_token", BOOL, False),
        field("tokenizer.ggml.add_space_prefix", BOOL, False),
    ]


def gguf(config, raw, kind):
    """The bytes of the file."""
    architecture = config["architecture"]
    tensor_kind, file_kind = KINDS[kind]
    heads = architecture["heads"]
    fields = [
        field("general.architecture", STRING, "llama"),
        field("general.name", STRING, f"{config['name']}@{config['version']}"),
        field("general.file_type", U32, file_kind),
        field("llama.vocab_size", U32, architecture["vocabulary"]),
        field("llama.context_length", U32, architecture["context"]),
        field("llama.embedding_length", U32, architecture["width"]),
        field("llama.block_count", U32, architecture["layers"]),
        field("llama.feed_forward_length", U32, architecture["inner"]),
        field("llama.attention.head_count", U32, heads),
        field("llama.attention.head_count_kv", U32, heads),
        field("llama.attention.layer_norm_rms_epsilon", F32, architecture["epsilon"]),
        field("llama.rope.dimension_count", U32, architecture["width"] // heads),
        field("llama.rope.freq_base", F32, architecture["base"]),
        *vocabulary(architecture),
    ]
    infos, data = b"", b""
    tensors = named(tensors_of(config, raw), architecture["layers"], heads)
    for name, values in tensors.items():
        rounds = values.ndim == 2 and kind == "q8_0"
        infos += string(name) + struct.pack("<I", values.ndim)
        infos += struct.pack(f"<{values.ndim}Q", *reversed(values.shape))
        infos += struct.pack("<IQ", tensor_kind if rounds else 0, len(data))
        data += q8_0(values) if rounds else np.ascontiguousarray(values, np.float32).tobytes()
        data += bytes(-len(data) % ALIGNMENT)
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(fields)) + b"".join(fields) + infos
    return head + bytes(-len(head) % ALIGNMENT) + data


def write(model, kind, out):
    config = json.loads((Path(model) / "config.json").read_text())
    raw = (Path(model) / config["weights"]["file"]).read_bytes()
    Path(out).write_bytes(gguf(config, raw, kind))


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--model", type=Path, required=True, help="a folder with config.json and weights.bin")
    args.add_argument("--type", choices=KINDS, default="q8_0")
    args.add_argument("--out", type=Path, required=True)
    args = args.parse_args()
    write(args.model, args.type, args.out)


if __name__ == "__main__":
    main()
