// Lists from files: file-lists.mjs ROOT KEY...
import { createHash } from "node:crypto";
import { open, readFile } from "node:fs/promises";

/** The few lines among which the key's is, by one seek in the index and one in the shard. */
async function lines(version, shards, key) {
  const digest = createHash("sha256").update(key).digest("hex");
  const shard = Math.floor((parseInt(digest.slice(0, 3), 16) * shards) / 4096);
  const [first, end] = [shard, shard + 1].map((s) => Math.ceil((s * 4096) / shards));
  const file = `${version}/recommendations/json/shard-${String(shard).padStart(5, "0")}`;
  const [index, lists] = [await open(`${file}.index`), await open(`${file}.jsonl`)];
  try {
    const slots = Math.floor(((await index.stat()).size / 8 - 1) / (end - first));
    const slot = Math.floor((parseInt(digest.slice(0, 8), 16) * slots) / 2 ** 20) - first * slots;
    const { buffer } = await index.read(Buffer.alloc(16), 0, 16, slot * 8);
    const [start, stop] = [0, 8].map((at) => Number(buffer.readBigUInt64BE(at)));
    const read = await lists.read(Buffer.alloc(stop - start), 0, stop - start, start);
    return read.buffer.toString().split("\n").filter((line) => line);
  } finally {
    await Promise.all([index.close(), lists.close()]);
  }
}

/** The list of the first key that has one, and its age in days. */
export async function recommendations(root, ...keys) {
  const version = `${root}/versions/${(await readFile(`${root}/CURRENT`, "utf8")).trim()}`;
  const { shards } = JSON.parse(await readFile(`${version}/manifest.json`, "utf8"));
  for (const key of keys) {
    const lists = (await lines(version, shards, key)).map((line) => JSON.parse(line));
    const list = lists.find((found) => found.user_id === key);
    if (list) {
      return { list, age_days: Math.floor((Date.now() - Date.parse(list.night)) / 86_400_000) };
    }
  }
  return { list: null, age_days: null };
}

console.log(JSON.stringify(await recommendations(process.argv[2], ...process.argv.slice(3))));
