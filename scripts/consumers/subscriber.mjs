#!/usr/bin/env node
// A consumer of indicatord's feed in Node that misses nothing. Once: `npm ci` in this folder.
//
//     node subscriber.mjs PLACE [FEED REPLAY [TOPIC…]]
//
// Prints each message as a line of JSON, once and in the order of seq, behind the place that the file PLACE remembers;
// where there is none, from the oldest on. What was missed is replayed (proto/FEED.md) first; what is lost for good is told
// on stderr. Who stores observations may upsert on (id, revision) instead of counting seqs.
import { decode, encode } from "@msgpack/msgpack";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { Dealer, Subscriber } from "zeromq";

const tell = (text) => console.error("subscriber:", text);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const [place, feed = "ipc:///run/indicatord/feed", replayed = "ipc:///run/indicatord/replay", ...given] = process.argv.slice(2);
const topics = given.length ? given : [""];
const live = new Subscriber({ receiveHighWaterMark: 100000, linger: 0 });
const asker = new Dealer({ receiveTimeout: 5000, linger: 0 });
let [epoch, seq] = existsSync(place) ? JSON.parse(readFileSync(place)) : [null, 0]; // all up to seq is dealt with
let number = 0;

// Everything up to `to` is dealt with; the file is renamed into place, so that it is always whole.
function keep(to) {
  seq = to;
  writeFileSync(place + ".new", JSON.stringify([epoch, seq]));
  renameSync(place + ".new", place);
}

const ask = (op, more) => asker.send(encode({ op, id: op === "credit" ? number : ++number, ...more }));

// The next reply to the last request: its kind, its last frame, all; [null, {}] where none comes in time.
async function answer() {
  const frames = await asker.receive().catch(() => null);
  if (!frames) return [null, {}];
  return decode(frames[1]) === number ? [frames[0].toString(), decode(frames.at(-1)), frames] : answer();
}

// Asks what the daemon has; its head.
async function meet() {
  let kind, status;
  while (kind !== "status") {
    await ask("status");
    [kind, status] = await answer();
  }
  if (epoch && (epoch !== status.epoch || seq > status.head)) {
    tell(`the daemon's history began anew: epoch ${status.epoch}; what came behind message ${seq} is lost`);
    seq = 0;
  }
  epoch = status.epoch;
  return status.head;
}

// What follows seq, up to `last`; each message is dealt with when the next one is asked for.
async function* replay(last) {
  for (let kind, told, frames; seq < last; ) {
    if (kind !== "record" && kind !== "lost") await ask("replay", { from: seq + 1, to: last, topics, credit: 512 });
    [kind, told, frames] = await answer();
    if (kind === "record") {
      const header = decode(frames[3]);
      yield { topic: frames[2].toString(), header, body: told };
      keep(header.seq);
      await ask("credit", { credit: 1 });
    } else if (kind === "lost") tell(`messages ${told.from} to ${told.to} are lost: damage`);
    else if (kind === "end") keep(last);
    else if (told.code === "too_old") {
      tell(`messages ${seq + 1} to ${told.tail - 1} are lost: no longer held`);
      keep(told.tail - 1);
    } else if (told.code === "bad_request") return; // another history: the next message says so
    else await pause(500); // busy, or restarted
  }
}

// Every message but heartbeats, as { topic, header, body }.
async function* messages() {
  yield* replay(await meet());
  tell(`live, head ${seq}`);
  let beat = seq;
  for await (const frames of live) {
    const topic = frames[0].toString();
    const [header, body] = frames.slice(1).map((frame) => decode(frame));
    if (header.epoch !== epoch) yield* replay(await meet());
    else if (topic === "heartbeat") { // what the one before knew of and is not here yet will not come by itself
      const followed = Object.entries(body.heads).filter(([t]) => topics.some((prefix) => t.startsWith(prefix)));
      yield* replay(Math.max(0, ...followed.map(([, head]) => head).filter((head) => head <= beat)));
      beat = body.head;
    } else if (header.seq > seq) {
      yield* replay(header.seq - 1);
      yield { topic, header, body };
      keep(header.seq);
    }
  }
}

process.once("SIGTERM", () => process.exit(0));
live.subscribe(...topics, "heartbeat");
live.connect(feed);
asker.connect(replayed);
for await (const message of messages()) console.log(JSON.stringify(message));
