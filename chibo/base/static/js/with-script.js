// Shows hints and controls that mean something only when scripts run.
for (const hint of document.querySelectorAll("[data-with-script]")) hint.hidden = false;
