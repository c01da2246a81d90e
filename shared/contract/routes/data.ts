/** Requests about the data as a whole: exporting it, its daily snapshots, what was deleted. */

export const dataRoutes = {}
