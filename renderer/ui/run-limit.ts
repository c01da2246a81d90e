/** The bounds of the time limit in seconds (shared/domain/settings.ts RUN_LIMIT_SECONDS, which cannot be imported here without zod). */
export const RUN_LIMIT = { least: 30, most: 600 } as const
