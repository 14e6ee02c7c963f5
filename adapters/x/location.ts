import type { MessageCreateLocationV1, PlaceV1 } from 'twitter-api-v2'
import type { IncomingPart, LocationPart } from '../../src/model/content.ts'
import { given, list, number, object, text } from '../../src/contract/read.ts'

type Point = Pick<LocationPart, 'latitude' | 'longitude'>

/**
 * A place that a direct message shares: a point, or one of X's places with its middle or its bounds (the page "Attaching
 * location" of the older interface; that what comes in has the same shape is unverified). Without either, what it is called.
 */
export function locationOf(value: unknown): IncomingPart {
  const location = object<MessageCreateLocationV1>(value)
  const shared = object<{ coordinates: unknown }>(location?.shared_coordinate)
  const place = object<PlaceV1>(object<{ place: unknown }>(location?.shared_place)?.place)
  const name = text(place?.full_name) ?? text(place?.name)
  const point = pointOf(cornersOf(shared?.coordinates)) ?? pointOf(place?.centroid) ?? middleOf(list(cornersOf(place?.bounding_box))[0])
  return point
    ? given<LocationPart>({ type: 'location', ...point, name })
    : { type: 'unsupported', kind: 'location', summary: name ?? 'location' }
}

const cornersOf = (shape: unknown): unknown => object<{ coordinates: unknown }>(shape)?.coordinates

/** GeoJSON writes the longitude first. */
function pointOf(value: unknown): Point | undefined {
  const [longitude, latitude] = list(value).map(number)
  if (longitude === undefined || latitude === undefined) return undefined
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined
}

function middleOf(corners: unknown): Point | undefined {
  const points = list(corners).flatMap((corner) => pointOf(corner) ?? [])
  const between = (values: number[]): number => (Math.min(...values) + Math.max(...values)) / 2
  if (points.length === 0) return undefined
  return { latitude: between(points.map((point) => point.latitude)), longitude: between(points.map((point) => point.longitude)) }
}
