// Bytes as base64, as hexadecimal, and in the fragment of a link.

export function fromBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

function toBase64(bytes) {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(binary);
}

export const hexByte = (byte) => byte.toString(16).toUpperCase().padStart(2, "0");

export const hexOffset = (offset) => offset.toString(16).toUpperCase().padStart(4, "0");

/** All bytes, sixteen per line. */
export function toHex(bytes) {
  const lines = [];
  for (let at = 0; at < bytes.length; at += 16) {
    lines.push(Array.from(bytes.subarray(at, at + 16), hexByte).join(" "));
  }
  return lines.join("\n");
}

/** The bytes of digits; a text if there is something else. */
export function fromHex(text) {
  const digits = text.replace(/\s+/g, "");
  const wrong = digits.search(/[^0-9a-fA-F]/);
  if (wrong >= 0) return `“${digits[wrong]}” is no hexadecimal digit`;
  if (digits.length % 2 === 1) return "a byte has one digit only";
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

async function through(stream, bytes) {
  const piped = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}

export const gunzip = (bytes) => through(new DecompressionStream("gzip"), bytes);

/** The most bytes of a link. Programs that carry links cut longer ones. */
export const MOST_SHARED = 24 * 1024;

/** `#z=` and the bytes, compressed; `#b=` if that is not shorter. */
export async function toFragment(bytes) {
  const packed = await through(new CompressionStream("deflate-raw"), bytes);
  const [key, shorter] = packed.length < bytes.length ? ["z", packed] : ["b", bytes];
  const text = toBase64(shorter).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return `#${key}=${text}`;
}

/** The bytes of a fragment; null if it has none. */
export async function fromFragment(fragment) {
  const found = /^#([zb])=([A-Za-z0-9_-]+)$/.exec(fragment);
  if (!found) return null;
  try {
    const bytes = fromBase64(found[2].replaceAll("-", "+").replaceAll("_", "/"));
    return found[1] === "z" ? await through(new DecompressionStream("deflate-raw"), bytes) : bytes;
  } catch {
    return null;
  }
}
