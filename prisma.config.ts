import { defineConfig } from 'prisma/config'

// Without this Prisma tries to download a schema engine that `generate`, `validate` and `format` never call.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath

export default defineConfig({ schema: 'prisma/schema.prisma' })
