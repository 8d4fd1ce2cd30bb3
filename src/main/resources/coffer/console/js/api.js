// Calls the API of the console, which is beside this page.

let session = null;

/** An answer that is an error. Its message says what to do. */
export class ApiError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** The address of a call, for links that the browser follows itself. */
export function address(name, parameters = {}) {
  const given = Object.entries(parameters).filter(
    ([, value]) => value !== null && value !== undefined && value !== "",
  );
  const query = new URLSearchParams(given).toString();
  return `api/${name}${query ? "?" + query : ""}`;
}

async function send(name, parameters, options) {
  let response;
  try {
    response = await fetch(address(name, parameters), {
      credentials: "same-origin",
      redirect: "manual",
      ...options,
    });
  } catch (error) {
    if (error.name === "AbortError") {
      throw error;
    }
    throw new ApiError("The server does not answer. Check that it runs, and load the page again.", 0);
  }
  const type = response.headers.get("Content-Type") ?? "";
  if (response.type === "opaqueredirect" || response.status === 401) {
    throw new ApiError("You are not logged in any more. Load the page again.", 401);
  }
  if (!type.startsWith("application/json")) {
    throw new ApiError(`The server has answered with status ${response.status}.`, response.status);
  }
  const answer = await response.json();
  if (!response.ok) {
    throw new ApiError(answer.error, response.status);
  }
  return answer;
}

/** Reads. The signal ends the call when its view is left. */
export function get(name, parameters = {}, signal = undefined) {
  return send(name, parameters, { signal });
}

/** Who the user is, and what the user may do. */
export async function whoAmI() {
  session ??= await get("session");
  return session;
}

/**
 * Writes. Another process behind the same address has another token, and another login changes that
 * of the host's filter, so one refusal is no error.
 */
export async function post(name, parameters = {}) {
  for (let attempt = 0; ; attempt++) {
    const { token, hostToken } = await whoAmI();
    const headers = { "X-Coffer-Token": token ?? "" };
    if (hostToken) {
      headers[hostToken.header] = hostToken.token;
    }
    try {
      return await send(name, parameters, {
        method: "POST",
        headers,
      });
    } catch (error) {
      if (![401, 403].includes(error.status) || attempt > 0) {
        throw error;
      }
      session = null;
    }
  }
}
