using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportBotPortal.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ProviderLifeCycle : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Providers_NormalizedName",
                table: "Providers");

            migrationBuilder.AddColumn<DateTime>(
                name: "DeletedAt",
                table: "Providers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DeletedBy",
                table: "Providers",
                type: "TEXT",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "KeyRotationDays",
                table: "Providers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ModelsReviewedAt",
                table: "Providers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ProviderKeyChanges",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Field = table.Column<string>(type: "TEXT", maxLength: 140, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Proof = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    PreviousSetAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProviderKeyChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProviderKeyChanges_Providers_ProviderId",
                        column: x => x.ProviderId,
                        principalTable: "Providers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ProviderModels",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    CanChat = table.Column<bool>(type: "INTEGER", nullable: true),
                    ContextTokens = table.Column<int>(type: "INTEGER", nullable: true),
                    MaximumOutputTokens = table.Column<int>(type: "INTEGER", nullable: true),
                    RetiresOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    FirstSeenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastSeenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    VanishedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProviderModels", x => new { x.ProviderId, x.ModelId });
                    table.ForeignKey(
                        name: "FK_ProviderModels_Providers_ProviderId",
                        column: x => x.ProviderId,
                        principalTable: "Providers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Providers_DeletedAt",
                table: "Providers",
                column: "DeletedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Providers_IsDefault",
                table: "Providers",
                column: "IsDefault",
                unique: true,
                filter: "\"IsDefault\"");

            migrationBuilder.CreateIndex(
                name: "IX_Providers_NormalizedName",
                table: "Providers",
                column: "NormalizedName",
                unique: true,
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ProviderKeyChanges_ProviderId_At",
                table: "ProviderKeyChanges",
                columns: new[] { "ProviderId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_ProviderModels_RetiresOn",
                table: "ProviderModels",
                column: "RetiresOn");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ProviderKeyChanges");

            migrationBuilder.DropTable(
                name: "ProviderModels");

            migrationBuilder.DropIndex(
                name: "IX_Providers_DeletedAt",
                table: "Providers");

            migrationBuilder.DropIndex(
                name: "IX_Providers_IsDefault",
                table: "Providers");

            migrationBuilder.DropIndex(
                name: "IX_Providers_NormalizedName",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "DeletedAt",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "DeletedBy",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "KeyRotationDays",
                table: "Providers");

            migrationBuilder.DropColumn(
                name: "ModelsReviewedAt",
                table: "Providers");

            migrationBuilder.CreateIndex(
                name: "IX_Providers_NormalizedName",
                table: "Providers",
                column: "NormalizedName",
                unique: true);
        }
    }
}
