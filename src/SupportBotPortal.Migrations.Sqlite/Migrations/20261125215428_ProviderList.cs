using System;
using System.Linq;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportBotPortal.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ProviderList : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Providers_DeletedAt",
                table: "Providers");

            migrationBuilder.AddColumn<DateTime>(
                name: "KeyDueAt",
                table: "Providers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "KeySealedWith",
                table: "Providers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "KeySetAt",
                table: "Providers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ResponseMilliseconds",
                table: "Providers",
                type: "INTEGER",
                nullable: true,
                computedColumnSql: "CASE WHEN \"LastTest_Outcome\" = 'Passed' THEN \"LastTest_Milliseconds\" END");

            migrationBuilder.AddColumn<string>(
                name: "SearchText",
                table: "Providers",
                type: "TEXT",
                nullable: false,
                computedColumnSql: "\"NormalizedName\" || ' ' || upper(\"BaseUrl\") || ' ' || upper(\"Slug\")");

            migrationBuilder.AddColumn<string>(
                name: "TestState",
                table: "Providers",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                computedColumnSql: "CASE\n  WHEN \"LastTest_Outcome\" IS NULL THEN 'NotTested'\n  WHEN \"LastTest_Outcome\" = 'NotTestable' THEN 'NotTestable'\n  WHEN \"LastTest_Outcome\" = 'Passed' THEN CASE \"LastTest_Proof\" WHEN 'None' THEN 'NothingProven' WHEN 'Reachable' THEN 'Reachable' ELSE 'Proven' END\n  WHEN \"LastTest_Cause\" IN ('RateLimit', 'Quota', 'Overloaded') THEN 'Busy'\n  ELSE 'Failed'\nEND");

            migrationBuilder.AddColumn<DateTime>(
                name: "TestedAt",
                table: "Providers",
                type: "TEXT",
                nullable: true,
                computedColumnSql: "\"LastTest_At\"");

            // What saving keeps from now on, for the keys that are there. The number of the data key stands in the blob's bytes 3 to 6.
            migrationBuilder.Sql(
                $"""
                UPDATE Providers SET
                  KeySetAt = k.SetAt,
                  KeyDueAt = CASE WHEN coalesce(KeyRotationDays, 90) > 0 THEN strftime('%Y-%m-%d %H:%M:%f', k.SetAt, '+' || coalesce(KeyRotationDays, 90) || ' days') END,
                  KeySealedWith = CASE WHEN k.Start LIKE '0101%' THEN {string.Join(" + ", Enumerable.Range(0, 8).Select(i => $"(instr('0123456789ABCDEF', substr(k.Start, {5 + i}, 1)) - 1) * {1L << (4 * (7 - i))}"))} END
                FROM (SELECT ProviderId, SetAt, hex(substr(Blob, 1, 6)) AS Start FROM ProviderSecrets WHERE Field = 'api_key') AS k
                WHERE k.ProviderId = Providers.Id
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Providers_CreatedAt_NormalizedName",
                table: "Providers",
                columns: new[] { "CreatedAt", "NormalizedName" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Providers_DeletedAt",
                table: "Providers",
                column: "DeletedAt",
                filter: "\"DeletedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Providers_KeySetAt_NormalizedName",
                table: "Providers",
                columns: new[] { "KeySetAt", "NormalizedName" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Providers_SearchText",
                table: "Providers",
                column: "SearchText",
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Providers_ResponseMilliseconds_NormalizedName",
                table: "Providers",
                columns: new[] { "ResponseMilliseconds", "NormalizedName" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Providers_TestedAt_NormalizedName",
                table: "Providers",
                columns: new[] { "TestedAt", "NormalizedName" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Providers_TestState_NormalizedName",
                table: "Providers",
                columns: new[] { "TestState", "NormalizedName" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Providers_TypeId_NormalizedName",
                table: "Providers",
                columns: new[] { "TypeId", "NormalizedName" },
                filter: "\"DeletedAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Providers_CreatedAt_NormalizedName",
                table: "Providers");

            migrationBuilder.DropIndex(
                name: "IX_Providers_DeletedAt",
                table: "Providers");

            migrationBuilder.DropIndex(
                name: "IX_Providers_KeySetAt_NormalizedName",
                table: "Providers");

            migrationBuilder.DropIndex(
                name: "IX_Providers_SearchText",
                table: "Providers");

            migrationBuilder.DropIndex(
                name: "IX_Providers_ResponseMilliseconds_NormalizedName",
                table: "Providers");

            migrationBuilder.DropIndex(
                name: "IX_Providers_TestedAt_NormalizedName",
                table: "Providers");

            migrationBuilder.DropIndex(
                name: "IX_Providers_TestState_NormalizedName",
                table: "Providers");

            migrationBuilder.DropIndex(
                name: "IX_Providers_TypeId_NormalizedName",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "ResponseMilliseconds",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "SearchText",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "TestState",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "TestedAt",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "KeyDueAt",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "KeySealedWith",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "KeySetAt",
                table: "Providers");

            migrationBuilder.CreateIndex(
                name: "IX_Providers_DeletedAt",
                table: "Providers",
                column: "DeletedAt");
        }
    }
}
