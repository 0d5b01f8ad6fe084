{% load static %}/* Keeps today's list readable without a network, for these addresses only; gone with the night. */
const LIST = "accueil-list", SHELL = "accueil-shell-1";
const DAY = "{% url "hosting:day" %}", OFFLINE = "{% url "hosting:offline" %}", END = "{% url "hosting:sign_out" %}";
const FILES = ["{% static "css/site.css" %}", "{% static "css/hosting.css" %}", "{% static "js/site.js" %}", "{% static "js/hosting.js" %}", OFFLINE];
const PATIENCE = 5000; // milliseconds: a bad network is no network

const untilOf = (response) => Number(response && response.headers.get("X-List-Until")) || 0;
async function kept() {
  const found = await (await caches.open(LIST)).match(DAY);
  if (found && untilOf(found) > Date.now()) return found;
  if (found) await caches.delete(LIST);
  return undefined;
}

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("accueil-") && ![LIST, SHELL].includes(name)) await caches.delete(name);
    await kept();
    await self.clients.claim();
  })());
});
kept().catch(() => {}); // each time the browser starts this worker: what is over goes

async function list(request) {
  const fresh = fetch(request).then(async (response) => {
    const cache = await caches.open(LIST);
    if (response.ok && untilOf(response)) await cache.put(DAY, response.clone());
    else if (response.status < 500) await caches.delete(LIST); // signed out, revoked, or in a visitor's hand
    return response;
  });
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  try {
    const first = await Promise.race([fresh, patience]);
    if (first) return first;
    return (await kept()) || (await fresh);
  } catch {
    return (await kept()) || (await caches.match(OFFLINE)) || Response.error();
  }
}
async function file(request) {
  const cache = await caches.open(SHELL), found = await cache.match(request);
  const fresh = fetch(request).then((response) => { if (response.ok) cache.put(request, response.clone()); return response; });
  if (!found) return fresh;
  fresh.catch(() => {});
  return found;
}

self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname === END) { event.waitUntil(caches.delete(LIST)); return; }
    if (request.method === "GET" && url.pathname === DAY) event.respondWith(list(request));
    else event.respondWith(fetch(request).catch(async () => (await caches.match(OFFLINE)) || Response.error()));
  } else if (request.method === "GET" && FILES.includes(url.pathname)) event.respondWith(file(request));
});
