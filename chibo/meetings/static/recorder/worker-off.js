// Recording without network was switched off: leave nothing of the page behind, and go.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith("ghi-may-"));
      await Promise.all(names.map((name) => caches.delete(name)));
      await self.clients.claim();
      const open = await self.clients.matchAll({ type: "window" });
      await self.registration.unregister();
      await Promise.all(open.map((page) => page.navigate(page.url)));
    })(),
  );
});
