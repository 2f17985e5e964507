// What is asked of the server: what to take along, and to take in what was recorded.

/** {said: "taken" | "refused" | "differs" | "sign-in" | "no-network", ...what the server told} */
export async function prepare(org) {
  return answered(() => fetch(`/ghi-may/chuan-bi/${org}`, { redirect: "manual", cache: "no-store" }));
}

export async function send(org, document, csrf) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf };
  const body = JSON.stringify(document);
  return answered(() => fetch(`/ghi-may/gui/${org}`, { method: "POST", redirect: "manual", headers, body }));
}

async function answered(ask) {
  let answer;
  try {
    answer = await ask();
  } catch {
    return { said: "no-network" };
  }
  const isJson = (answer.headers.get("Content-Type") ?? "").includes("json");
  if (answer.type === "opaqueredirect" || answer.status === 401 || (answer.status === 403 && !isJson))
    return { said: "sign-in" };
  if (answer.status === 404) return { said: "not-there" };
  if (!isJson) return { said: "no-network" };
  const told = await answer.json();
  if (answer.ok) return { said: "taken", ...told };
  return { said: answer.status === 409 ? "differs" : "refused", ...told };
}
