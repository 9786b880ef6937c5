using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportBotPortal.Migrations.Sqlite.Migrations.Health
{
    /// <inheritdoc />
    public partial class Reports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "OccurrenceId",
                table: "Deliveries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ReportOccurrences",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    PeriodStart = table.Column<long>(type: "INTEGER", nullable: false),
                    PeriodEnd = table.Column<long>(type: "INTEGER", nullable: false),
                    TimeZone = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    FiredAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Providers = table.Column<int>(type: "INTEGER", nullable: false),
                    Tested = table.Column<int>(type: "INTEGER", nullable: false),
                    Well = table.Column<int>(type: "INTEGER", nullable: false),
                    Figures = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportOccurrences", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_OccurrenceId",
                table: "Deliveries",
                column: "OccurrenceId",
                filter: "\"OccurrenceId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ReportOccurrences_Once",
                table: "ReportOccurrences",
                columns: new[] { "ReportId", "PeriodStart", "PeriodEnd" },
                unique: true,
                filter: "\"Kind\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_ReportOccurrences_ReportId_Id",
                table: "ReportOccurrences",
                columns: new[] { "ReportId", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ReportOccurrences");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_OccurrenceId",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "OccurrenceId",
                table: "Deliveries");
        }
    }
}
