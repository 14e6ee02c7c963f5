-- AlterTable
ALTER TABLE "Thread" ADD COLUMN "identityId" INTEGER;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Agent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'agent',
    "locale" TEXT,
    "presence" TEXT NOT NULL DEFAULT 'away',
    "presenceAt" DATETIME,
    "capacity" INTEGER NOT NULL DEFAULT 5,
    "load" INTEGER NOT NULL DEFAULT 0,
    "misses" INTEGER NOT NULL DEFAULT 0,
    "disabled" BOOLEAN NOT NULL DEFAULT false
);
INSERT INTO "new_Agent" ("capacity", "createdAt", "disabled", "email", "emailVerified", "id", "image", "load", "locale", "misses", "name", "presence", "presenceAt", "role", "updatedAt") SELECT "capacity", "createdAt", "disabled", "email", "emailVerified", "id", "image", "load", "locale", "misses", "name", "presence", "presenceAt", "role", "updatedAt" FROM "Agent";
DROP TABLE "Agent";
ALTER TABLE "new_Agent" RENAME TO "Agent";
CREATE UNIQUE INDEX "Agent_email_key" ON "Agent"("email");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
