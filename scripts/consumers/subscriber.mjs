#!/usr/bin/env node
// A subscriber of indicatord's feed in Node. Once: `npm ci` in this folder.
//
//     node subscriber.mjs [ENDPOINT [TOPIC…]]     e.g.  node subscriber.mjs ipc:///run/indicatord/feed observation/
//
// Prints each message as a line of JSON. A gap that the topic filter or a slow reader left is seen from `prev` and
// the heartbeat and told on stderr; a replay (proto/FEED.md) would fill it. What a restart repeats is dropped.
import { decode } from "@msgpack/msgpack";
import { Subscriber } from "zeromq";

const tell = (text) => console.error("subscriber:", text);

// Every message but heartbeats, as { topic, header, body }.
async function* messages(socket, endpoint, topics) {
  let epoch, last; // topic -> its last seq, known from the first heartbeat on
  for await (const frames of socket) {
    const topic = frames[0].toString();
    const [header, body] = frames.slice(1).map((frame) => decode(frame));
    if (header.epoch !== epoch) {
      if (epoch !== undefined) tell("the daemon's history began anew");
      epoch = header.epoch;
      last = undefined;
    }
    if (topic === "heartbeat") {
      const heads = Object.entries(body.heads).filter(([t]) => topics.some((prefix) => t.startsWith(prefix)));
      if (!last) tell(`live at ${endpoint}, head ${body.head}`);
      for (const [t, seq] of last ? heads : [])
        if (seq > (last.get(t) ?? 0)) tell(`gap: ${t} up to ${seq} was missed`);
      last = new Map(heads);
      continue;
    }
    if (last) {
      if (header.seq <= (last.get(topic) ?? 0)) continue;
      if (header.prev > (last.get(topic) ?? 0)) tell(`gap: ${topic} up to ${header.prev} was missed`);
      last.set(topic, header.seq);
    }
    yield { topic, header, body };
  }
}

const [endpoint = "ipc:///run/indicatord/feed", ...given] = process.argv.slice(2);
const topics = given.length ? given : [""];
const socket = new Subscriber({ receiveHighWaterMark: 100000 });
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => socket.close());
socket.subscribe(...topics, "heartbeat");
socket.connect(endpoint);
for await (const message of messages(socket, endpoint, topics)) console.log(JSON.stringify(message));
