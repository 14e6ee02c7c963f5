import type { Json } from '../../src/model/events.ts'

/**
 * The pages that may embed the widget: `settings.origins`, e.g. `["https://shop.example", "https://*.shop.example"]`.
 * Absent or empty: any page.
 */
function allowedOrigins(settings: { [key: string]: Json }): string[] {
  const { origins } = settings
  return Array.isArray(origins) ? origins.filter((origin) => typeof origin === 'string') : []
}

/** Whether a page of this origin may call `url`. The hub's own pages always may; `null` is not a page at all. */
export function originAllowed(settings: { [key: string]: Json }, origin: string | null, url: string): boolean {
  const allowed = allowedOrigins(settings)
  if (origin === null || allowed.length === 0) return true
  const [, host] = split(origin)
  return host === new URL(url).host || allowed.some((pattern) => matches(pattern, origin))
}

function matches(pattern: string, origin: string): boolean {
  const [scheme, host] = split(pattern)
  const [theirScheme, theirHost] = split(origin)
  if (scheme !== theirScheme || !host || !theirHost) return false
  return host.startsWith('*.') ? theirHost.endsWith(host.slice(1)) && theirHost.length > host.length - 1 : host === theirHost
}

const split = (origin: string): string[] => origin.trim().replace(/\/$/, '').toLowerCase().split('://')

/** Headers that let a page of another origin call us: never with cookies, only with a token that it holds itself. */
export const corsHeaders = (origin: string | null): Record<string, string> => ({
  'access-control-allow-origin': origin ?? '*',
  vary: 'Origin',
})

/** The answer to a browser that asks before it calls. */
export const preflight = (origin: string | null): Response =>
  new Response(null, {
    status: 204,
    headers: {
      ...corsHeaders(origin),
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': '7200',
    },
  })
