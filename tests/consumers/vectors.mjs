// Prints the vectors of a folder as Node's msgpack decodes them: one JSON object, by name. Numbers above 2^53 would lose
// their last digits here; the vectors have none.
import { decode, encode } from "@msgpack/msgpack";
import { isDeepStrictEqual } from "node:util";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

const folder = process.argv[2];
const decoded = {};
for (const name of readdirSync(folder).filter((name) => name.endsWith(".msgpack"))) {
  const value = decode(readFileSync(join(folder, name)));
  if (!isDeepStrictEqual(decode(encode(value)), value)) throw new Error(`${name} is another one when it is encoded again`);
  decoded[basename(name, ".msgpack")] = value;
}
console.log(JSON.stringify(decoded));
