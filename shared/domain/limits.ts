/** Limits that both processes tell people about. */

/** OpenAI's limit for one message's text, in characters. */
export const MESSAGE_CHARACTERS = 256_000

/** What is typed is kept up to this length, in characters: far more than a message takes, so that a long paste can be shortened tomorrow. */
export const DRAFT_CHARACTERS = 8_000_000

/** A remembered answer to a function call is at most this long, in characters: it lives in the settings file. */
export const REMEMBERED_CHARACTERS = 32_000

/** How long a run may take before the app asks what to do, in seconds (the server's own ceiling is 600). */
export const RUN_LIMIT_SECONDS = { least: 30, usual: 300, most: 600 } as const

/** How much a person may say about an assistant. */
export const ASSISTANT_LIMITS = {
  nicknameCharacters: 80,
  remoteIdCharacters: 256,
  suggestions: 6,
  suggestionCharacters: 200,
} as const
