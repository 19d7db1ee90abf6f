// Lists from Redis: redis-lists.mjs URL KEY...
import { createClient } from "redis";

/** The list of the first key that has one, and its age in days. */
export async function recommendations(client, ...keys) {
  const version = await client.get("nightjar:recommendations:live");
  for (const key of keys) {
    const line = await client.get(`nightjar:recommendations:${version}:${key}`);
    if (line) {
      const list = JSON.parse(line);
      return { list, age_days: Math.floor((Date.now() - Date.parse(list.night)) / 86_400_000) };
    }
  }
  return { list: null, age_days: null };
}

const client = await createClient({ url: process.argv[2] }).connect();
console.log(JSON.stringify(await recommendations(client, ...process.argv.slice(3))));
await client.close();
