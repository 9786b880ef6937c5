using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportBotPortal.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ProviderHealth : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CheckSlot_LeasedAt",
                table: "Providers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CheckSlot_NextAt",
                table: "Providers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CheckSlot_NextDeepAt",
                table: "Providers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CheckSlot_PaidCalls",
                table: "Providers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "CheckSlot_PaidMonth",
                table: "Providers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Checks_Cron",
                table: "Providers",
                type: "TEXT",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Checks_DeepHours",
                table: "Providers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Checks_DeepPerMonth",
                table: "Providers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 31);

            migrationBuilder.AddColumn<int>(
                name: "Checks_FailuresBeforeDown",
                table: "Providers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 3);

            migrationBuilder.AddColumn<string>(
                name: "Checks_Rhythm",
                table: "Providers",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "Usual");

            migrationBuilder.AddColumn<int>(
                name: "Checks_Seconds",
                table: "Providers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Checks_SlowMilliseconds",
                table: "Providers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Checks_SuccessesBeforeUp",
                table: "Providers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 2);

            migrationBuilder.AddColumn<string>(
                name: "Checks_TimeZone",
                table: "Providers",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Health_Cause",
                table: "Providers",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Health_CheckId",
                table: "Providers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "Health_Proof",
                table: "Providers",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "None");

            migrationBuilder.AddColumn<byte[]>(
                name: "Health_Recent",
                table: "Providers",
                type: "BLOB",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<string>(
                name: "Health_Since",
                table: "Providers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Health_State",
                table: "Providers",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            // Taken away and added again: EF's own way of altering a computed column copies the whole table outside of the
            // transaction, and a portal that is killed there would never start again.
            migrationBuilder.DropIndex(
                name: "IX_Providers_TestState_NormalizedName",
                table: "Providers");

            migrationBuilder.Sql("ALTER TABLE \"Providers\" DROP COLUMN \"TestState\";");

            migrationBuilder.AddColumn<string>(
                name: "TestState",
                table: "Providers",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                computedColumnSql: "CASE\n  WHEN \"LastTest_Outcome\" IS NULL THEN 'NotTested'\n  WHEN \"LastTest_Outcome\" = 'NotTestable' THEN 'NotTestable'\n  WHEN \"Health_State\" = 'Down' THEN 'Failed'\n  WHEN \"Health_State\" IN ('RateLimited', 'Quota') THEN 'Busy'\n  WHEN \"Health_State\" = 'Slow' THEN 'Slow'\n  WHEN \"Health_State\" = 'Healthy' THEN CASE \"Health_Proof\" WHEN 'None' THEN 'NothingProven' WHEN 'Reachable' THEN 'Reachable' ELSE 'Proven' END\n  WHEN \"LastTest_Outcome\" = 'Passed' THEN CASE \"LastTest_Proof\" WHEN 'None' THEN 'NothingProven' WHEN 'Reachable' THEN 'Reachable' ELSE 'Proven' END\n  WHEN \"LastTest_Cause\" IN ('RateLimit', 'Quota', 'Overloaded') THEN 'Busy'\n  ELSE 'Failed'\nEND");

            migrationBuilder.CreateIndex(
                name: "IX_Providers_TestState_NormalizedName",
                table: "Providers",
                columns: new[] { "TestState", "NormalizedName" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.AddColumn<string>(
                name: "CheckDueAt",
                table: "Providers",
                type: "TEXT",
                nullable: true,
                computedColumnSql: "CASE WHEN \"IsActive\" AND \"DeletedAt\" IS NULL AND \"CheckSlot_LeasedAt\" IS NULL THEN \"CheckSlot_NextAt\" END");

            migrationBuilder.AddColumn<string>(
                name: "StateCause",
                table: "Providers",
                type: "TEXT",
                maxLength: 40,
                nullable: true,
                computedColumnSql: "CASE WHEN \"Health_State\" IS NULL THEN \"LastTest_Cause\" ELSE \"Health_Cause\" END");

            migrationBuilder.CreateIndex(
                name: "IX_Providers_CheckDueAt",
                table: "Providers",
                column: "CheckDueAt",
                filter: "\"CheckDueAt\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Providers_CheckDueAt",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "CheckDueAt",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "StateCause",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "CheckSlot_LeasedAt",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "CheckSlot_NextAt",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "CheckSlot_NextDeepAt",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "CheckSlot_PaidCalls",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "CheckSlot_PaidMonth",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "Checks_Cron",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "Checks_DeepHours",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "Checks_DeepPerMonth",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "Checks_FailuresBeforeDown",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "Checks_Rhythm",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "Checks_Seconds",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "Checks_SlowMilliseconds",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "Checks_SuccessesBeforeUp",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "Checks_TimeZone",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "Health_Cause",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "Health_CheckId",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "Health_Proof",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "Health_Recent",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "Health_Since",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "Health_State",
                table: "Providers");

            migrationBuilder.AlterColumn<string>(
                name: "TestState",
                table: "Providers",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                computedColumnSql: "CASE\n  WHEN \"LastTest_Outcome\" IS NULL THEN 'NotTested'\n  WHEN \"LastTest_Outcome\" = 'NotTestable' THEN 'NotTestable'\n  WHEN \"LastTest_Outcome\" = 'Passed' THEN CASE \"LastTest_Proof\" WHEN 'None' THEN 'NothingProven' WHEN 'Reachable' THEN 'Reachable' ELSE 'Proven' END\n  WHEN \"LastTest_Cause\" IN ('RateLimit', 'Quota', 'Overloaded') THEN 'Busy'\n  ELSE 'Failed'\nEND",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 20,
                oldComputedColumnSql: "CASE\n  WHEN \"LastTest_Outcome\" IS NULL THEN 'NotTested'\n  WHEN \"LastTest_Outcome\" = 'NotTestable' THEN 'NotTestable'\n  WHEN \"Health_State\" = 'Down' THEN 'Failed'\n  WHEN \"Health_State\" IN ('RateLimited', 'Quota') THEN 'Busy'\n  WHEN \"Health_State\" = 'Slow' THEN 'Slow'\n  WHEN \"Health_State\" = 'Healthy' THEN CASE \"Health_Proof\" WHEN 'None' THEN 'NothingProven' WHEN 'Reachable' THEN 'Reachable' ELSE 'Proven' END\n  WHEN \"LastTest_Outcome\" = 'Passed' THEN CASE \"LastTest_Proof\" WHEN 'None' THEN 'NothingProven' WHEN 'Reachable' THEN 'Reachable' ELSE 'Proven' END\n  WHEN \"LastTest_Cause\" IN ('RateLimit', 'Quota', 'Overloaded') THEN 'Busy'\n  ELSE 'Failed'\nEND");
        }
    }
}
