using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportBotPortal.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Generation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "GenerationVersions",
                columns: table => new
                {
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Comment = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RestoredFrom = table.Column<int>(type: "INTEGER", nullable: true),
                    Settings = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GenerationVersions", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "LearnedParameters",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Parameter = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ConnectionRevision = table.Column<int>(type: "INTEGER", nullable: false),
                    LearnedAt = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LearnedParameters", x => new { x.ProviderId, x.ModelId, x.Parameter });
                    table.ForeignKey(
                        name: "FK_LearnedParameters_Providers_ProviderId",
                        column: x => x.ProviderId,
                        principalTable: "Providers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.Sql("CREATE TRIGGER GenerationVersions_no_update BEFORE UPDATE ON GenerationVersions BEGIN SELECT RAISE(ABORT, 'Versions are append-only.'); END;");
            migrationBuilder.Sql("CREATE TRIGGER GenerationVersions_no_delete BEFORE DELETE ON GenerationVersions BEGIN SELECT RAISE(ABORT, 'Versions are append-only.'); END;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER GenerationVersions_no_update;");
            migrationBuilder.Sql("DROP TRIGGER GenerationVersions_no_delete;");

            migrationBuilder.DropTable(
                name: "GenerationVersions");

            migrationBuilder.DropTable(
                name: "LearnedParameters");
        }
    }
}
