// Lists from PostgreSQL: postgres-lists.mjs URL KEY...
import pg from "pg";

const QUERY = `SELECT key, night::text, list FROM nightjar.recommendations
  WHERE key = ANY ($1) ORDER BY array_position($1, key) LIMIT 1`;

/** The list of the first key that has one, and its age in days. */
export async function recommendations(client, ...keys) {
  const { rows } = await client.query(QUERY, [keys]);
  if (rows.length === 0) return { list: null, age_days: null };
  const list = { user_id: rows[0].key, night: rows[0].night, items: rows[0].list };
  return { list, age_days: Math.floor((Date.now() - Date.parse(list.night)) / 86_400_000) };
}

const client = new pg.Client({ connectionString: process.argv[2] });
await client.connect();
console.log(JSON.stringify(await recommendations(client, ...process.argv.slice(3))));
await client.end();
