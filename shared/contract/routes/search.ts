/** Requests that find things said in conversations. */

export const searchRoutes = {}
